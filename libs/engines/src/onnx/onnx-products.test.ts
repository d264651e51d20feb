import { RandomStream } from '@sagittal/models';
import { expect, test } from 'vitest';
import { plainProducts } from '../products/plain.ts';
import { onnxProducts } from './onnx-products.ts';

test('products in double are those of plain loops', async () => {
  const [rows, columns, width] = [37, 21, 3];
  const random = new RandomStream({ seed: 1, stream: 'products' });
  const numbers = (count: number): Float64Array => Float64Array.from({ length: count }, () => random.uniform() - 0.5);
  const matrix = { rows, columns, data: numbers(rows * columns) };
  const [ours, truth] = [await onnxProducts(matrix, 2), plainProducts(matrix)];
  const [right, left] = [numbers(columns * width), numbers(rows * width)];
  const worst = (a: Float64Array, b: Float64Array): number => {
    expect(a).toHaveLength(b.length);
    return a.reduce((most, value, index) => Math.max(most, Math.abs(value - (b[index] ?? NaN))), 0);
  };
  expect(worst(await ours.times(right, width), await truth.times(right, width))).toBeLessThan(1e-13);
  expect(worst(await ours.transposedTimes(left, width), await truth.transposedTimes(left, width))).toBeLessThan(1e-13);
  await ours.dispose();
});
