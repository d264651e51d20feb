import { nth, type Lowering } from '../lowering.ts';

export const takeTokens: Lowering<'takeTokens'> = ({ inputs, outputs, attributes: { from } }, { writer, typeOf, get, set }) => {
  const [count = 1] = typeOf(nth(outputs, 0)).shape;
  const taken = [writer.integers(from), writer.integers(from + count), writer.integers(1)];
  set(nth(outputs, 0), writer.node('Slice', [get(nth(inputs, 0)), ...taken]));
};
