import { dimsOf, nth, type Lowering } from '../lowering.ts';

/**
 * The forward pool is asked for the places of its maxima (the first of equal ones), and dy is put back there. Windows that
 * overlap may share a maximum: then their dy add up.
 */
export const poolMaxGrad: Lowering<'poolMaxGrad'> = (
  { inputs, outputs, attributes: { pool, strides } },
  { writer, batch, typeOf, get, set },
) => {
  const dims = dimsOf(typeOf(nth(outputs, 0)), batch);
  const size = dims.reduce((product, length) => product * length, 1);
  const places = writer.node('Reshape', [writer.furtherOutput(get(nth(inputs, 1))), writer.integers(-1)]);
  const dy = writer.node('Reshape', [get(nth(inputs, 2)), writer.integers(-1)]);
  const zeros = writer.node('ConstantOfShape', [writer.integers(size)]);
  const overlap = pool[0] > strides[0] || pool[1] > strides[1];
  const flat = writer.node('ScatterElements', [zeros, places, dy], { axis: 0, ...(overlap ? { reduction: 'add' } : {}) });
  set(nth(outputs, 0), writer.node('Reshape', [flat, writer.integers(...dims)]));
};
