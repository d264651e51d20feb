import { mapOf, nth } from '../lowering.ts';
import { lowerWindow } from '../ops/window-padding.ts';
import { paddedChannels } from '../value-forms.ts';
import { readsMapsOnly, type BlockedLowering } from './blocked-lowering.ts';
import { convolve } from './convolve.ts';

/**
 * A depthwise convolution again: every channel of every image is a group of its own, dy is its kernel, and the stride of the
 * forward pass becomes the kernel's dilation. What comes out is one kernel an image, which are summed.
 */
export const depthwiseConvGradWeight: BlockedLowering<'depthwiseConvGradWeight'> = {
  suits: readsMapsOnly,
  fuses: false,
  lower({ inputs, outputs, attributes }, { writer, batch, block, typeOf, getBlocked, set }) {
    const [x, dy] = [nth(inputs, 0), nth(inputs, 1)];
    const [height, width, own] = mapOf(typeOf(x));
    const channels = paddedChannels(own, block);
    const { shape } = typeOf(nth(outputs, 0));
    const { kernel, strides, pads, output } = lowerWindow(height, width, shape, attributes);
    const groups = batch * channels;
    const behind = (axis: 0 | 1, size: number): number => kernel[axis] + (output[axis] - 1) * strides[axis] - size - pads[axis];
    const [bottom, right] = [behind(0, height), behind(1, width)];
    const seen = [height + Math.min(0, bottom), width + Math.min(0, right)] as const;
    let map = getBlocked(x);
    if (seen[0] < height || seen[1] < width) {
      // the last rows met no window: they are cut off first, as Conv takes no negative padding
      const apart = writer.node('Reshape', [map, writer.integers(groups / block, height, width, block)]);
      map = writer.node('Slice', [apart, writer.integers(0, 0), writer.integers(...seen), writer.integers(1, 2)]);
    }
    const each = convolve(writer, {
      x: writer.node('Reshape', [map, writer.integers(1, groups, ...seen)]),
      kernel: writer.node('Reshape', [getBlocked(dy), writer.integers(groups, 1, ...output)]),
      window: { kernel: output, dilations: strides, pads: [pads[0], pads[1], Math.max(0, bottom), Math.max(0, right)] },
      groups,
    });
    const taps = kernel[0] * kernel[1];
    const images = writer.node('Reshape', [each, writer.integers(batch, channels / block, taps, block)]);
    const sum = writer.node('ReduceSum', [images, writer.integers(0)], { keepdims: 0 });
    const last = writer.node('Transpose', [sum], { perm: [1, 0, 2] });
    const flat = writer.node('Reshape', [last, writer.integers(taps, channels)]);
    const trimmed =
      channels === own ? flat : writer.node('Slice', [flat, writer.integers(0), writer.integers(own), writer.integers(1)]);
    set(nth(outputs, 0), writer.node('Reshape', [trimmed, writer.integers(...shape)]));
  },
};
