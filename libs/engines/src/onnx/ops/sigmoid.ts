import { nth, type Lowering } from '../lowering.ts';

export const sigmoid: Lowering<'sigmoid'> = ({ inputs, outputs }, { writer, get, set }) => {
  set(nth(outputs, 0), writer.node('Sigmoid', inputs.map(get)));
};
