import { windowAxis, type Padding, type WindowAttributes } from '@sagittal/models';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Tensor, Tf } from '../runtime.ts';

/** TensorFlow's kernels pad 'same' or not at all. */
export type KernelPadding = 'same' | 'valid';

export interface Padded {
  readonly x: Tensor4D;
  readonly padding: KernelPadding;
}

/** A map with the zeros (or other values) of a padding by a number around it, and how the kernel is to pad then. */
export function padded(tf: Tf, x: Tensor, padding: Padding, value = 0): Padded {
  const map = x as Tensor4D;
  if (padding === 'same' || padding === 'valid') return { x: map, padding };
  if (padding === 0) return { x: map, padding: 'valid' };
  const both: [number, number] = [padding, padding];
  return { x: tf.pad(map, [[0, 0], both, both, [0, 0]], value), padding: 'valid' };
}

/** The dimensions of the map with its padding by a number. */
export function paddedDims(dims: readonly number[], padding: Padding): number[] {
  if (typeof padding === 'string') return [...dims];
  return dims.map((length, axis) => (axis === 1 || axis === 2 ? length + 2 * padding : length));
}

/** Takes a padding by a number off again. */
export function unpadded(tf: Tf, padded: Tensor, padding: Padding, dims: readonly number[]): Tensor {
  if (typeof padding === 'string' || padding === 0) return padded;
  return tf.slice(padded, [0, padding, padding, 0], [...dims]);
}

/** [1, rows, columns, 1] as TensorFlow's operations want windows and strides. */
export function overMap([rows, columns]: readonly [number, number]): readonly number[] {
  return [1, rows, columns, 1];
}

/** TensorFlow's name of a padding. */
export function nativePadding(padding: Padding): string {
  return padding === 'same' ? 'SAME' : 'VALID';
}

/** Strides as tfjs's functions take them. */
export function stridesOf({ strides: [rows, columns] }: WindowAttributes): [number, number] {
  return [rows, columns];
}

/** The window moves further along an axis than it is long, so that it leaves places out. */
export function jumps(kernel: readonly [number, number], { strides }: WindowAttributes): boolean {
  return strides[0] > kernel[0] || strides[1] > kernel[1];
}

/** The part of a map that its windows reach, the zeros of any padding included: for a kernel that pads nothing itself. */
export function exactly(
  tf: Tf,
  map: Tensor,
  [kernelHeight, kernelWidth]: readonly [number, number],
  { strides, padding }: WindowAttributes,
): Padded {
  const [batch = 1, height = 1, width = 1, channels = 1] = map.shape;
  const rows = windowAxis(height, kernelHeight, strides[0], padding);
  const columns = windowAxis(width, kernelWidth, strides[1], padding);
  const extent = [(rows.output - 1) * strides[0] + kernelHeight, (columns.output - 1) * strides[1] + kernelWidth] as const;
  const missing = [Math.max(0, extent[0] - rows.before - height), Math.max(0, extent[1] - columns.before - width)] as const;
  const around: [number, number][] = [
    [0, 0],
    [rows.before, missing[0]],
    [columns.before, missing[1]],
    [0, 0],
  ];
  const whole = around.flat().some((zeros) => zeros > 0) ? tf.pad(map as Tensor4D, around) : (map as Tensor4D);
  return { x: tf.slice(whole, [0, 0, 0, 0], [batch, extent[0], extent[1], channels]), padding: 'valid' };
}
