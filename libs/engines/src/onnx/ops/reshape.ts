import { sizeOf, type ValueType } from '@sagittal/models';
import { dimsOf, nth, type Lowering } from '../lowering.ts';

/** Whether channels first and channels last hold the numbers in one order. */
function isOneOrder({ shape, batched }: ValueType): boolean {
  return !batched || shape.length !== 3 || sizeOf(shape.slice(0, 2)) === 1 || shape[2] === 1;
}

/** The numbers keep their order channels last, so a map of several positions and channels is transposed on the way. */
export const reshape: Lowering<'reshape'> = ({ inputs, outputs }, { writer, batch, typeOf, get, set }) => {
  const [from, to] = [typeOf(nth(inputs, 0)), typeOf(nth(outputs, 0))];
  const x = get(nth(inputs, 0));
  if (from.shape.join() === to.shape.join()) {
    set(nth(outputs, 0), x);
    return;
  }
  const given = isOneOrder(from) ? x : writer.node('Transpose', [x], { perm: [0, 2, 3, 1] });
  if (isOneOrder(to)) {
    set(nth(outputs, 0), writer.node('Reshape', [given, writer.integers(...dimsOf(to, batch))]));
    return;
  }
  const map = writer.node('Reshape', [given, writer.integers(batch, ...to.shape)]);
  set(nth(outputs, 0), writer.node('Transpose', [map], { perm: [0, 3, 1, 2] }));
};
