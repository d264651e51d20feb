import { dimsOf, nth, type Lowering } from '../lowering.ts';

export const scaleImages: Lowering<'scaleImages'> = ({ inputs, outputs }, { writer, batch, typeOf, get, set }) => {
  const dims = dimsOf(typeOf(nth(inputs, 0)), batch).map((_, axis) => (axis === 0 ? batch : 1));
  const scale = writer.node('Reshape', [get(nth(inputs, 1)), writer.integers(...dims)]);
  set(nth(outputs, 0), writer.node('Mul', [get(nth(inputs, 0)), scale]));
};
