import { nth, type Lowering } from '../lowering.ts';

/** m and v are read by their own update alone, so that they may be written in place. */
export const adam: Lowering<'adam'> = ({ inputs, outputs, attributes: { beta1, beta2, epsilon } }, { writer, get, set }) => {
  const [parameter, gradient, m, v, rate] = inputs.map(get);
  if (parameter === undefined || gradient === undefined || m === undefined || v === undefined || rate === undefined) return;
  const scale = (value: string, factor: number): string => writer.node('Mul', [value, writer.scalar(factor)]);
  const nextM = writer.node('Add', [scale(m, beta1), scale(gradient, 1 - beta1)]);
  const nextV = writer.node('Add', [scale(v, beta2), scale(writer.node('Mul', [gradient, gradient]), 1 - beta2)]);
  const divisor = writer.node('Add', [writer.node('Sqrt', [nextV]), writer.scalar(epsilon)]);
  const move = writer.node('Mul', [writer.node('Div', [nextM, divisor]), rate]);
  set(nth(outputs, 0), writer.node('Sub', [parameter, move]));
  set(nth(outputs, 1), nextM);
  set(nth(outputs, 2), nextV);
};
