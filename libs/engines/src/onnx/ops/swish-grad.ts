import type { ModelWriter } from '../model-writer.ts';
import { nth, type Lowering } from '../lowering.ts';

/** With s = sigmoid(x): dy · s · (1 + x · (1 − s)). */
export function swishGradient(writer: ModelWriter, dy: string, x: string): string {
  const s = writer.node('Sigmoid', [x]);
  const bend = writer.node('Mul', [x, writer.node('Sub', [writer.scalar(1), s])]);
  const slope = writer.node('Mul', [s, writer.node('Add', [bend, writer.scalar(1)])]);
  return writer.node('Mul', [dy, slope]);
}

export const swishGrad: Lowering<'swishGrad'> = ({ inputs, outputs }, { writer, get, set }) => {
  set(nth(outputs, 0), swishGradient(writer, get(nth(inputs, 0)), get(nth(inputs, 1))));
};
