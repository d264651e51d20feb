import { nth, type Lowering } from '../lowering.ts';

export const swish: Lowering<'swish'> = ({ inputs, outputs }, { writer, get, set }) => {
  const x = get(nth(inputs, 0));
  set(nth(outputs, 0), writer.node('Mul', [x, writer.node('Sigmoid', [x])]));
};
