import { nth, type Lowering } from '../lowering.ts';

/** dy · (Φ(x) + x · φ(x)), Φ the normal distribution and φ its density. */
export const geluGrad: Lowering<'geluGrad'> = ({ inputs, outputs }, { writer, get, set }) => {
  const [dy, x] = [get(nth(inputs, 0)), get(nth(inputs, 1))];
  const times = (value: string, factor: number): string => writer.node('Mul', [value, writer.scalar(factor)]);
  const bend = writer.node('Erf', [times(x, Math.SQRT1_2)]);
  const distribution = times(writer.node('Add', [bend, writer.scalar(1)]), 0.5);
  const density = times(writer.node('Exp', [times(writer.node('Mul', [x, x]), -0.5)]), 1 / Math.sqrt(2 * Math.PI));
  const slope = writer.node('Add', [distribution, writer.node('Mul', [x, density])]);
  set(nth(outputs, 0), writer.node('Mul', [dy, slope]));
};
