import type { ModelWriter } from '../model-writer.ts';
import { mapOf, nth, type Lowering } from '../lowering.ts';
import { lowerWindow, outputPadding, type LoweredWindow } from './window-padding.ts';

/** How many places of the map each window of one axis sees. */
function counts(size: number, axis: 0 | 1, { kernel, strides, pads, output }: LoweredWindow): number[] {
  return Array.from({ length: output[axis] }, (_, index) => {
    const first = index * strides[axis] - pads[axis];
    return Math.min(size, first + kernel[axis]) - Math.max(0, first);
  });
}

/** dy by the number of places that its window saw. */
function shares(writer: ModelWriter, dy: string, size: readonly [number, number], window: LoweredWindow): string {
  const [rows, columns] = [counts(size[0], 0, window), counts(size[1], 1, window)];
  const area = window.kernel[0] * window.kernel[1];
  const factors = rows.flatMap((row) => columns.map((column) => 1 / (row * column)));
  if (factors.every((factor) => factor === 1 / area)) return writer.node('Mul', [dy, writer.scalar(1 / area)]);
  return writer.node('Mul', [dy, writer.floats(factors, [1, 1, rows.length, columns.length])]);
}

/**
 * Every place gets its share of each window that saw it. With stride 1 that is a sum over a window again: an average that counts
 * its padding, times the window's size. Otherwise a transposed convolution, channel by channel, with a kernel of ones.
 */
export const poolAverageGrad: Lowering<'poolAverageGrad'> = ({ inputs, outputs, attributes }, { writer, typeOf, get, set }) => {
  const [height, width, channels] = mapOf(typeOf(nth(outputs, 0)));
  const window = lowerWindow(height, width, attributes.pool, attributes);
  const { kernel, strides, pads } = window;
  const share = shares(writer, get(nth(inputs, 0)), [height, width], window);
  if (strides[0] === 1 && strides[1] === 1) {
    const [top, left, bottom, right] = pads;
    const mean = writer.node('AveragePool', [share], {
      kernel_shape: kernel,
      strides,
      pads: [kernel[0] - 1 - top, kernel[1] - 1 - left, kernel[0] - 1 - bottom, kernel[1] - 1 - right],
      count_include_pad: 1,
    });
    set(nth(outputs, 0), writer.node('Mul', [mean, writer.scalar(kernel[0] * kernel[1])]));
    return;
  }
  const taps = writer.floats(new Array<number>(channels * kernel[0] * kernel[1]).fill(1), [channels, 1, ...kernel]);
  const dx = writer.node('ConvTranspose', [share, taps], {
    kernel_shape: kernel,
    strides,
    pads,
    output_padding: outputPadding([height, width], window),
    group: channels,
  });
  set(nth(outputs, 0), dx);
};
