import { alongChannels, nth, type Lowering } from '../lowering.ts';

export const rescale: Lowering<'rescale'> = ({ inputs, outputs, attributes }, { writer, typeOf, get, set }) => {
  const type = typeOf(nth(outputs, 0));
  const spread = (values: readonly number[]): string =>
    values.length === 1 ? writer.scalar(values[0] ?? 0) : alongChannels(writer, writer.floats(values), type);
  const scaled = writer.node('Mul', [get(nth(inputs, 0)), spread(attributes.scale)]);
  set(nth(outputs, 0), writer.node('Add', [scaled, spread(attributes.offset)]));
};
