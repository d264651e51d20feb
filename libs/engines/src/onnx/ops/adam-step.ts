import type { OpWith } from '@sagittal/models';
import { nth, type LoweringContext } from '../lowering.ts';

/**
 * Adam's update of `parameter`, an ONNX value; gradient, m, v and rate are the op's inputs 1 to 4. m and v are read by their own
 * update alone, so that they may be written in place.
 */
export function adamStep(
  { inputs, outputs, attributes: { beta1, beta2, epsilon } }: OpWith<'adam' | 'adamw'>,
  parameter: string,
  { writer, get, set }: LoweringContext,
): void {
  const [gradient, m, v, rate] = [get(nth(inputs, 1)), get(nth(inputs, 2)), get(nth(inputs, 3)), get(nth(inputs, 4))];
  const scale = (value: string, factor: number): string => writer.node('Mul', [value, writer.scalar(factor)]);
  const nextM = writer.node('Add', [scale(m, beta1), scale(gradient, 1 - beta1)]);
  const nextV = writer.node('Add', [scale(v, beta2), scale(writer.node('Mul', [gradient, gradient]), 1 - beta2)]);
  const divisor = writer.node('Add', [writer.node('Sqrt', [nextV]), writer.scalar(epsilon)]);
  const move = writer.node('Mul', [writer.node('Div', [nextM, divisor]), rate]);
  set(nth(outputs, 0), writer.node('Sub', [parameter, move]));
  set(nth(outputs, 1), nextM);
  set(nth(outputs, 2), nextV);
}
