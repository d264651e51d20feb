import { nth, type Lowering } from '../lowering.ts';

/** dy · y · (1 − y). */
export const sigmoidGrad: Lowering<'sigmoidGrad'> = ({ inputs, outputs }, { writer, get, set }) => {
  const [dy, y] = [get(nth(inputs, 0)), get(nth(inputs, 1))];
  const slope = writer.node('Mul', [y, writer.node('Sub', [writer.scalar(1), y])]);
  set(nth(outputs, 0), writer.node('Mul', [dy, slope]));
};
