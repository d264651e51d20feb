import { nth, type Lowering } from '../lowering.ts';

export const prependToken: Lowering<'prependToken'> = ({ inputs, outputs }, { writer, batch, typeOf, get, set }) => {
  const [features = 1] = typeOf(nth(inputs, 1)).shape;
  const token = writer.node('Expand', [get(nth(inputs, 1)), writer.integers(batch, 1, features)]);
  set(nth(outputs, 0), writer.node('Concat', [token, get(nth(inputs, 0))], { axis: 1 }));
};
