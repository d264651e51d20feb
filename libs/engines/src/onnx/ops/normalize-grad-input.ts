import { alongChannels, nth, type Lowering } from '../lowering.ts';

export const normalizeGradInput: Lowering<'normalizeGradInput'> = (
  { inputs, outputs, attributes: { epsilon } },
  { writer, typeOf, get, set },
) => {
  const type = typeOf(nth(inputs, 0));
  const deviation = writer.node('Sqrt', [writer.node('Add', [get(nth(inputs, 1)), writer.scalar(epsilon)])]);
  const factor = writer.node('Div', [inputs.length > 2 ? get(nth(inputs, 2)) : writer.scalar(1), deviation]);
  set(nth(outputs, 0), writer.node('Mul', [get(nth(inputs, 0)), alongChannels(writer, factor, type)]));
};
