import { nth, type Lowering } from '../lowering.ts';

export const channelDot: Lowering<'channelDot'> = ({ inputs, outputs }, { writer, typeOf, get, set }) => {
  const products = writer.node('Mul', inputs.map(get));
  const keepdims = typeOf(nth(outputs, 0)).shape.length === 3 ? 1 : 0;
  set(nth(outputs, 0), writer.node('ReduceSum', [products, writer.integers(2, 3)], { keepdims }));
};
