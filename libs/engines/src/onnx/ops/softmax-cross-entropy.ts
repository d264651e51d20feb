import { nth, type Lowering } from '../lowering.ts';

export const softmaxCrossEntropy: Lowering<'softmaxCrossEntropy'> = ({ inputs, outputs }, { writer, batch, get, set }) => {
  const logarithms = writer.node('LogSoftmax', [get(nth(inputs, 0))], { axis: 1 });
  const products = writer.node('Mul', [logarithms, get(nth(inputs, 1))]);
  const images = writer.node('ReduceSum', [products, writer.integers(1)], { keepdims: 0 });
  const weighted = writer.node('Mul', [images, get(nth(inputs, 2))]);
  const sum = writer.node('ReduceSum', [weighted, writer.integers(0)], { keepdims: 0 });
  set(nth(outputs, 0), writer.node('Mul', [sum, writer.scalar(-1 / batch)]));
};
