import { nth, type Lowering } from '../lowering.ts';

export const globalAverage: Lowering<'globalAverage'> = ({ inputs, outputs }, { writer, get, set }) => {
  const map = writer.node('GlobalAveragePool', [get(nth(inputs, 0))]);
  set(nth(outputs, 0), writer.node('Flatten', [map]));
};
