import { nth, type Lowering } from '../lowering.ts';

export const sgd: Lowering<'sgd'> = ({ inputs, outputs, attributes: { momentum, nesterov } }, { writer, get, set }) => {
  const parameter = get(nth(inputs, 0));
  const fall = writer.node('Mul', [get(nth(inputs, 1)), get(nth(inputs, inputs.length - 1))]);
  if (inputs.length < 4) {
    set(nth(outputs, 0), writer.node('Sub', [parameter, fall]));
    return;
  }
  const keep = (velocity: string): string => writer.node('Mul', [velocity, writer.scalar(momentum)]);
  const velocity = writer.node('Sub', [keep(get(nth(inputs, 2))), fall]);
  const move = nesterov ? writer.node('Sub', [keep(velocity), fall]) : velocity;
  set(nth(outputs, 0), writer.node('Add', [parameter, move]));
  set(nth(outputs, 1), velocity);
};
