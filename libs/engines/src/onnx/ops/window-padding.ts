import { windowAxis, type WindowAttributes } from '@sagittal/models';
import { nth } from '../lowering.ts';

export interface LoweredWindow {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  /** ONNX order: top, left, bottom, right. */
  readonly pads: readonly [number, number, number, number];
  /** Output rows and columns. */
  readonly output: readonly [number, number];
}

/** A window over a map of the given size in ONNX's terms. */
export function lowerWindow(
  height: number,
  width: number,
  kernel: readonly number[],
  { strides, padding }: WindowAttributes,
): LoweredWindow {
  const [kernelHeight = 1, kernelWidth = 1] = kernel;
  const rows = windowAxis(height, kernelHeight, strides[0], padding);
  const columns = windowAxis(width, kernelWidth, strides[1], padding);
  return {
    kernel: [kernelHeight, kernelWidth],
    strides,
    pads: [rows.before, columns.before, rows.after, columns.after],
    output: [rows.output, columns.output],
  };
}

/** Attributes of Conv and MaxPool. */
export function windowAttributes({ kernel, strides, pads }: LoweredWindow): {
  kernel_shape: readonly number[];
  strides: readonly number[];
  pads: readonly number[];
} {
  return { kernel_shape: kernel, strides, pads };
}

/**
 * What ConvTranspose must add behind so that the map of the forward pass comes back: rows and columns that no window reached.
 */
export function outputPadding(
  size: readonly [number, number],
  { kernel, strides, pads, output }: LoweredWindow,
): readonly [number, number] {
  const rest = (axis: 0 | 1): number =>
    size[axis] - (strides[axis] * (output[axis] - 1) + kernel[axis] - (pads[axis] + (axis === 0 ? pads[2] : pads[3])));
  return [rest(0), rest(1)];
}

/** The optional bias of a convolution or dense layer, as a list to spread. */
export function optionalBias(inputs: readonly string[], get: (name: string) => string): readonly string[] {
  return inputs.length > 2 ? [get(nth(inputs, 2))] : [];
}
