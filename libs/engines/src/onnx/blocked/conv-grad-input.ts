import type { OpWith, ValueType } from '@sagittal/models';
import { mapOf, nth } from '../lowering.ts';
import { lowerWindow, type LoweredWindow } from '../ops/window-padding.ts';
import { isMap, type BlockedContext, type BlockedLowering } from './blocked-lowering.ts';
import { convolve } from './convolve.ts';
import { gradientKernel } from './kernels.ts';
import { padSides } from './pad-sides.ts';
import { spreadPositions } from './spread-positions.ts';
import { stridedGradInput } from './strided-grad-input.ts';

/** Whether no window lies wholly in the padding, so that none of the gradient's own padding would be negative. */
export function reachesMap(window: LoweredWindow): boolean {
  const { kernel, pads } = window;
  return pads.every((zeros, side) => zeros < (side % 2 === 0 ? kernel[0] : kernel[1]));
}

/** The same of the gradient of a convolution's input, which must be a map. */
export function reachesGradient(
  { inputs, outputs, attributes }: OpWith<'convGradInput' | 'depthwiseConvGradInput'>,
  typeOf: (name: string) => ValueType,
): boolean {
  const dx = typeOf(nth(outputs, 0));
  if (!isMap(dx)) return false;
  const [height, width] = mapOf(dx);
  return reachesMap(lowerWindow(height, width, typeOf(nth(inputs, 1)).shape, attributes));
}

/**
 * dy as the backward convolution wants it: spread out where the forward pass had strides, and how much padding it then needs for
 * a map of `size` to come out.
 */
export function backwardWindow(
  context: BlockedContext,
  dy: string,
  type: ValueType,
  { kernel, strides, pads }: LoweredWindow,
  size: readonly [number, number],
): {
  readonly x: string;
  readonly window: { readonly kernel: readonly number[]; readonly pads: readonly [number, number, number, number] };
  /** Rows and columns of x. */
  readonly size: readonly [number, number];
} {
  const [top, left] = [kernel[0] - 1 - pads[0], kernel[1] - 1 - pads[1]];
  const [rows, columns] = mapOf(type);
  const spread = (length: number, stride: number, wanted: number): number => Math.min(length * stride, wanted);
  // a row of zeros more than the map needs would only be convolved in vain
  const height = strides[0] === 1 ? rows : spread(rows, strides[0], size[0] + pads[0]);
  const width = strides[1] === 1 ? columns : spread(columns, strides[1], size[1] + pads[1]);
  const x = strides[0] * strides[1] === 1 ? dy : spreadPositions(context, dy, type, strides, [height, width]);
  const behind = [size[0] - height - top + kernel[0] - 1, size[1] - width - left + kernel[1] - 1] as const;
  return { x, window: { kernel, pads: [top, left, ...behind] }, size: [height, width] };
}

/**
 * A convolution of dy by the kernel with its taps reversed and its channels and filters exchanged. A kernel of one tap with
 * strides is applied first and spread out after, which costs a fraction of the other order.
 */
export const convGradInput: BlockedLowering<'convGradInput'> = {
  suits: reachesGradient,
  fuses: true,
  lower({ inputs, outputs, attributes }, context, { sum, activation }) {
    const { writer, block, typeOf, get, getBlocked, setBlocked } = context;
    const [dy, kernel] = [nth(inputs, 0), nth(inputs, 1)];
    const [height, width, channels] = mapOf(typeOf(nth(outputs, 0)));
    const { shape } = typeOf(kernel);
    const window = lowerWindow(height, width, shape, attributes);
    const added = sum === null ? null : getBlocked(sum);
    const isOneTap = window.kernel.every((taps) => taps === 1) && window.strides.some((stride) => stride > 1);
    if (isOneTap && activation === null) {
      const turned = gradientKernel(writer, get(kernel), shape, block);
      const small = convolve(writer, { x: getBlocked(dy), kernel: turned, window: { kernel: window.kernel } });
      const type = { ...typeOf(dy), shape: [...window.output, channels] };
      const dx = spreadPositions(context, small, type, window.strides, [height, width]);
      setBlocked(nth(outputs, 0), added === null ? dx : writer.node('Add', [dx, added]));
      return;
    }
    const strided = window.strides.some((stride) => stride > 1) && activation === null;
    const parts = strided
      ? stridedGradInput(context, { dy: getBlocked(dy), type: typeOf(dy), kernel: get(kernel), shape }, window, [
          height,
          width,
          channels,
        ])
      : null;
    if (parts !== null) {
      setBlocked(nth(outputs, 0), added === null ? parts : writer.node('Add', [parts, added]));
      return;
    }
    const turned = gradientKernel(writer, get(kernel), shape, block);
    const backward = backwardWindow(context, getBlocked(dy), typeOf(dy), window, [height, width]);
    const dx = convolve(writer, {
      ...padSides(context, backward, [...backward.size, shape[3] ?? 0]),
      kernel: turned,
      sum: added,
      activation,
    });
    setBlocked(nth(outputs, 0), dx);
  },
};
