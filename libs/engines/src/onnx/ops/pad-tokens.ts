import { nth, type Lowering } from '../lowering.ts';

export const padTokens: Lowering<'padTokens'> = ({ inputs, outputs, attributes: { from } }, { writer, typeOf, get, set }) => {
  const [given = 1] = typeOf(nth(inputs, 0)).shape;
  const [wanted = 1] = typeOf(nth(outputs, 0)).shape;
  const pads = writer.integers(0, from, 0, 0, wanted - from - given, 0);
  set(nth(outputs, 0), writer.node('Pad', [get(nth(inputs, 0)), pads]));
};
