import { nth, type Lowering } from '../lowering.ts';

/** Of vectors and tokens; a map's sum would still lie channels first, where what is not batched lies channels last. */
export const batchSum: Lowering<'batchSum'> = ({ inputs, outputs }, { writer, typeOf, get, set }) => {
  const sum = writer.node('ReduceSum', [get(nth(inputs, 0)), writer.integers(0)], { keepdims: 0 });
  set(nth(outputs, 0), typeOf(nth(inputs, 0)).shape.length === 3 ? writer.node('Transpose', [sum], { perm: [1, 2, 0] }) : sum);
};
