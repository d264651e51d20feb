import type { ModelWriter } from '../model-writer.ts';
import { BLOCKED_DOMAIN, paddedChannels } from '../value-forms.ts';

/*
 * Kernels from Keras's layout (height, width, in, out) into the blocked ones. They are laid out anew at every step, as they change
 * with it.
 */

/** A kernel's tensor with its channels and filters filled up with zeros to whole blocks. */
function fillKernel(writer: ModelWriter, kernel: string, shape: readonly number[], block: number, few = false): string {
  const [, , channels = 1, filters = 1] = shape;
  const lacking = [few ? 0 : paddedChannels(channels, block) - channels, paddedChannels(filters, block) - filters];
  return lacking.every((zeros) => zeros === 0)
    ? kernel
    : writer.node('Pad', [kernel, writer.integers(0, 0, 0, 0, 0, 0, ...lacking)]);
}

/** Reversed along its first axis. */
export function reversed(writer: ModelWriter, value: string, length: number): string {
  if (length === 1) return value;
  const backwards = Array.from({ length }, (_, index) => length - 1 - index);
  return writer.node('Gather', [value, writer.integers(...backwards)], { axis: 0 });
}

function dimsOfKernel(
  shape: readonly number[],
  block: number,
): { taps: number; channels: number; filters: number; window: number[] } {
  const [height = 1, width = 1, channels = 1, filters = 1] = shape;
  return {
    taps: height * width,
    channels: paddedChannels(channels, block),
    filters: paddedChannels(filters, block),
    window: [height, width],
  };
}

/** For a convolution of a blocked map. */
export function blockedKernel(writer: ModelWriter, kernel: string, shape: readonly number[], block: number): string {
  const { taps, channels, filters, window } = dimsOfKernel(shape, block);
  const rows = writer.node('Reshape', [
    fillKernel(writer, kernel, shape, block),
    writer.integers(1, 1, taps * channels, filters),
  ]);
  // filters into blocks: as a picture of `taps · channels` positions, which all threads share
  const blocks = writer.node('ReorderInput', [rows], { channels_last: 1 }, BLOCKED_DOMAIN);
  const dims = writer.integers(filters, channels, ...window);
  if (taps === 1) return writer.node('Reshape', [blocks, dims]);
  const apart = writer.node('Reshape', [blocks, writer.integers(filters / block, taps, channels / block, block * block)]);
  return writer.node('Reshape', [writer.node('Transpose', [apart], { perm: [0, 2, 1, 3] }), dims]);
}

/** For a convolution of a picture of fewer channels than a block, which is read in standard form. */
export function fewChannelsKernel(writer: ModelWriter, kernel: string, shape: readonly number[], block: number): string {
  const { taps, filters, window } = dimsOfKernel(shape, block);
  const [, , channels = 1] = shape;
  const filled = fillKernel(writer, kernel, shape, block, true);
  const apart = writer.node('Reshape', [filled, writer.integers(taps, channels, filters / block, block)]);
  const turned = writer.node('Transpose', [apart], { perm: [2, 1, 0, 3] });
  return writer.node('Reshape', [turned, writer.integers(filters, channels, ...window)]);
}

/** For the convolution that makes the gradient of the input: taps reversed, channels and filters exchanged. */
export function gradientKernel(writer: ModelWriter, kernel: string, shape: readonly number[], block: number): string {
  const { taps, channels, filters, window } = dimsOfKernel(shape, block);
  const dims = [taps * (channels / block), block, 1, filters];
  const squares = writer.node('Reshape', [fillKernel(writer, kernel, shape, block), writer.integers(...dims)]);
  // in squares of block × block, each transposed
  const turned = writer.node('ReorderInput', [squares], {}, BLOCKED_DOMAIN);
  const apart = writer.node('Reshape', [turned, writer.integers(taps, channels / block, filters / block, block * block)]);
  const backwards = reversed(writer, apart, taps);
  const ordered = taps === 1 ? backwards : writer.node('Transpose', [backwards], { perm: [1, 2, 0, 3] });
  return writer.node('Reshape', [ordered, writer.integers(channels, filters, ...window)]);
}

/** One filter a channel, from [height, width, channels, 1]; `backwards` for the gradient of the input. */
export function depthwiseKernel(
  writer: ModelWriter,
  kernel: string,
  shape: readonly number[],
  block: number,
  backwards = false,
): string {
  const [height = 1, width = 1, own = 1] = shape;
  const [taps, channels] = [height * width, paddedChannels(own, block)];
  const flat = writer.node('Reshape', [kernel, writer.integers(taps, own)]);
  const filled = channels === own ? flat : writer.node('Pad', [flat, writer.integers(0, 0, 0, channels - own)]);
  const ordered = backwards ? reversed(writer, filled, taps) : filled;
  const apart = writer.node('Reshape', [ordered, writer.integers(taps, channels / block, block)]);
  const turned = writer.node('Transpose', [apart], { perm: [1, 0, 2] });
  return writer.node('Reshape', [turned, writer.integers(channels, 1, height, width)]);
}
