import type { PoolAttributes } from '@sagittal/models';
import { dimsOf, nth, type Lowering } from '../lowering.ts';
import type { ModelWriter } from '../model-writer.ts';

/**
 * A map of zeros with every dy at the place of its window's maximum. Windows that overlap may share a maximum: then their dy
 * add up.
 */
export function scatterToMaxima(
  writer: ModelWriter,
  places: string,
  dy: string,
  dims: readonly number[],
  { pool, strides }: PoolAttributes,
): string {
  const size = dims.reduce((product, length) => product * length, 1);
  const flat = (value: string): string => writer.node('Reshape', [value, writer.integers(-1)]);
  const zeros = writer.node('ConstantOfShape', [writer.integers(size)]);
  const overlap = pool[0] > strides[0] || pool[1] > strides[1];
  const sum = writer.node('ScatterElements', [zeros, flat(places), flat(dy)], {
    axis: 0,
    ...(overlap ? { reduction: 'add' } : {}),
  });
  return writer.node('Reshape', [sum, writer.integers(...dims)]);
}

/** The forward pool is asked for the places of its maxima (the first of equal ones), and dy is put back there. */
export const poolMaxGrad: Lowering<'poolMaxGrad'> = ({ inputs, outputs, attributes }, { writer, batch, typeOf, get, set }) => {
  const places = writer.furtherOutput(get(nth(inputs, 1)));
  const dims = dimsOf(typeOf(nth(outputs, 0)), batch);
  set(nth(outputs, 0), scatterToMaxima(writer, places, get(nth(inputs, 2)), dims, attributes));
};
