import { nth, type Lowering } from '../lowering.ts';

export const softmaxCrossEntropyGrad: Lowering<'softmaxCrossEntropyGrad'> = (
  { inputs, outputs },
  { writer, batch, get, set },
) => {
  const targets = get(nth(inputs, 1));
  const total = writer.node('ReduceSum', [targets, writer.integers(1)], { keepdims: 1 });
  const difference = writer.node('Sub', [writer.node('Mul', [get(nth(inputs, 0)), total]), targets]);
  const weights = writer.node('Mul', [get(nth(inputs, 2)), writer.scalar(1 / batch)]);
  set(nth(outputs, 0), writer.node('Mul', [difference, writer.node('Reshape', [weights, writer.integers(batch, 1)])]));
};
