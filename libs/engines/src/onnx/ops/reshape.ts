import { AppError } from '@sagittal/contracts';
import { dimsOf, nth, type Lowering } from '../lowering.ts';

/** Between a vector and a map of one position, or to the same shape: there the two layouts hold the numbers in one order. */
export const reshape: Lowering<'reshape'> = ({ inputs, outputs }, { writer, batch, typeOf, get, set }) => {
  const [from, to] = [typeOf(nth(inputs, 0)), typeOf(nth(outputs, 0))];
  const flat = ({ shape }: typeof from): boolean => shape.length < 3 || (shape[0] === 1 && shape[1] === 1);
  if (from.shape.join() === to.shape.join()) {
    set(nth(outputs, 0), get(nth(inputs, 0)));
    return;
  }
  if (!flat(from) || !flat(to)) throw new AppError('INTERNAL', { message: 'A map of several positions is not reshaped.' });
  set(nth(outputs, 0), writer.node('Reshape', [get(nth(inputs, 0)), writer.integers(...dimsOf(to, batch))]));
};
