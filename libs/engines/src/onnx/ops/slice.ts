import { lastAxis, nth, type Lowering } from '../lowering.ts';

export const slice: Lowering<'slice'> = ({ inputs, outputs, attributes: { from } }, { writer, typeOf, get, set }) => {
  const type = typeOf(nth(outputs, 0));
  const length = type.shape.at(-1) ?? 0;
  const axis = writer.integers(lastAxis(type));
  set(nth(outputs, 0), writer.node('Slice', [get(nth(inputs, 0)), writer.integers(from), writer.integers(from + length), axis]));
};
