import { nth, type Lowering } from '../lowering.ts';

export const movingAverage: Lowering<'movingAverage'> = ({ inputs, outputs, attributes: { momentum } }, { writer, get, set }) => {
  const kept = writer.node('Mul', [get(nth(inputs, 0)), writer.scalar(momentum)]);
  const taken = writer.node('Mul', [get(nth(inputs, 1)), writer.scalar(1 - momentum)]);
  set(nth(outputs, 0), writer.node('Add', [kept, taken]));
};
