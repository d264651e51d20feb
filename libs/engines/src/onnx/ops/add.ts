import { nth, type Lowering } from '../lowering.ts';

export const add: Lowering<'add'> = ({ inputs, outputs }, { writer, get, set }) => {
  set(nth(outputs, 0), writer.node('Add', inputs.map(get)));
};
