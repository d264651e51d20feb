import { nth, type Lowering } from '../lowering.ts';

export const multiply: Lowering<'multiply'> = ({ inputs, outputs }, { writer, get, set }) => {
  set(nth(outputs, 0), writer.node('Mul', inputs.map(get)));
};
