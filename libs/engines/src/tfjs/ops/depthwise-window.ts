import { windowAxis, type WindowAttributes } from '@sagittal/models';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Tensor, Tf } from '../runtime.ts';
import { jumps } from './window.ts';

/**
 * A depthwise window as TensorFlow's kernels can compute it: they want the same stride along both axes. Where it is not, the map
 * is padded beforehand and the window moves by 1; of its results only every so many count. The WASM backend pads 'same' wrongly
 * where the window jumps: there it is padded beforehand, too.
 */
export interface DepthwiseWindow {
  readonly stride: number;
  readonly unequal: boolean;
  /** Zeros put around the map beforehand: top, bottom, left, right. */
  readonly zeros: readonly [number, number, number, number];
  readonly padding: 'same' | 'valid';
}

export function depthwiseWindow(
  [height, width]: readonly [number, number],
  [kernelHeight, kernelWidth]: readonly [number, number],
  { strides, padding }: WindowAttributes,
  wasm: boolean,
): DepthwiseWindow {
  const unequal = strides[0] !== strides[1];
  const asGiven =
    typeof padding === 'string' && !(wasm && padding === 'same' && jumps([kernelHeight, kernelWidth], { strides, padding }));
  if (!unequal && asGiven) return { stride: strides[0], unequal, zeros: [0, 0, 0, 0], padding };
  const rows = windowAxis(height, kernelHeight, strides[0], padding);
  const columns = windowAxis(width, kernelWidth, strides[1], padding);
  return {
    stride: unequal ? 1 : strides[0],
    unequal,
    zeros: [rows.before, rows.after, columns.before, columns.after],
    padding: 'valid',
  };
}

export function withZeros(tf: Tf, x: Tensor, { zeros: [top, bottom, left, right] }: DepthwiseWindow): Tensor4D {
  const map = x as Tensor4D;
  if (top + bottom + left + right === 0) return map;
  return tf.pad(map, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);
}

/** Dimensions of the map with its zeros. */
export function dimsWithZeros(dims: readonly number[], { zeros: [top, bottom, left, right] }: DepthwiseWindow): number[] {
  const [batch = 1, height = 1, width = 1, channels = 1] = dims;
  return [batch, height + top + bottom, width + left + right, channels];
}

export function withoutZeros(tf: Tf, x: Tensor, { zeros: [top, , left] }: DepthwiseWindow, dims: readonly number[]): Tensor {
  if (x.shape.join() === dims.join()) return x;
  return tf.slice(x, [0, top, left, 0], [...dims]);
}
