import { windowAxis, type PoolAttributes } from '@sagittal/models';
import type { Tensor, Tf } from '../runtime.ts';

/** For one axis, how many places of each window lie inside the map. */
function inside(size: number, pool: number, stride: number, zeros: number): number[] {
  const { output } = windowAxis(size, pool, stride, zeros);
  return Array.from({ length: output }, (_, index) => {
    const start = index * stride - zeros;
    return Math.min(start + pool, size) - Math.max(start, 0);
  });
}

/**
 * Places of a window over those of them that lie inside the map, [1, rows, columns, 1]: corrects the mean over windows of a map
 * that was padded by a number, since what was added does not count.
 */
export function windowCorrection(
  tf: Tf,
  [height, width]: readonly [number, number],
  { pool, strides, padding }: PoolAttributes,
): Tensor {
  const zeros = typeof padding === 'number' ? padding : 0;
  const rows = inside(height, pool[0], strides[0], zeros);
  const columns = inside(width, pool[1], strides[1], zeros);
  const values = rows.flatMap((row) => columns.map((column) => (pool[0] * pool[1]) / (row * column)));
  return tf.tensor4d(values, [1, rows.length, columns.length, 1]);
}
