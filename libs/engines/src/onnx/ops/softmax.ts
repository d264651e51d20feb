import { nth, type Lowering } from '../lowering.ts';

export const softmax: Lowering<'softmax'> = ({ inputs, outputs }, { writer, get, set }) => {
  set(nth(outputs, 0), writer.node('Softmax', [get(nth(inputs, 0))], { axis: 1 }));
};
