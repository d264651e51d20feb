import { dimsOf, mapOf, nth, type Lowering } from '../lowering.ts';

export const globalAverageGrad: Lowering<'globalAverageGrad'> = ({ inputs, outputs }, { writer, batch, typeOf, get, set }) => {
  const type = typeOf(nth(outputs, 0));
  const [height, width, channels] = mapOf(type);
  const share = writer.node('Mul', [get(nth(inputs, 0)), writer.scalar(1 / (height * width))]);
  const map = writer.node('Reshape', [share, writer.integers(batch, channels, 1, 1)]);
  set(nth(outputs, 0), writer.node('Expand', [map, writer.integers(...dimsOf(type, batch))]));
};
