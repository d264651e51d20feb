import { dimsOf, mapOf, nth, type Lowering } from '../lowering.ts';

export const scaleChannels: Lowering<'scaleChannels'> = ({ inputs, outputs }, { writer, batch, typeOf, get, set }) => {
  const [, , channels] = mapOf(typeOf(nth(outputs, 0)));
  const type = typeOf(nth(inputs, 1));
  const given = get(nth(inputs, 1));
  const gate = dimsOf(type, batch).length === 4 ? given : writer.node('Reshape', [given, writer.integers(batch, channels, 1, 1)]);
  set(nth(outputs, 0), writer.node('Mul', [get(nth(inputs, 0)), gate]));
};
