import { mapOf, nth, type Lowering } from '../lowering.ts';
import { lowerWindow } from './window-padding.ts';

/**
 * A depthwise convolution again: every channel of every image is a group of its own, dy is its kernel, and the stride of the
 * forward pass becomes the kernel's dilation. What comes out is one kernel an image, which are summed.
 */
export const depthwiseConvGradWeight: Lowering<'depthwiseConvGradWeight'> = (
  { inputs, outputs, attributes },
  { writer, batch, typeOf, get, set },
) => {
  const [height, width, channels] = mapOf(typeOf(nth(inputs, 0)));
  const shape = typeOf(nth(outputs, 0)).shape;
  const { kernel, strides, pads, output } = lowerWindow(height, width, shape, attributes);
  const groups = batch * channels;
  const behind = (axis: 0 | 1, size: number): number => kernel[axis] + (output[axis] - 1) * strides[axis] - size - pads[axis];
  const [bottom, right] = [behind(0, height), behind(1, width)];
  // negative where the last rows met no window: they are cut off first, as Conv takes no negative padding
  const x = writer.node('Slice', [
    get(nth(inputs, 0)),
    writer.integers(0, 0),
    writer.integers(height + Math.min(0, bottom), width + Math.min(0, right)),
    writer.integers(2, 3),
  ]);
  const flat = writer.node('Reshape', [x, writer.integers(1, groups, height + Math.min(0, bottom), width + Math.min(0, right))]);
  const dy = writer.node('Reshape', [get(nth(inputs, 1)), writer.integers(groups, 1, ...output)]);
  const each = writer.node('Conv', [flat, dy], {
    kernel_shape: output,
    dilations: strides,
    pads: [pads[0], pads[1], Math.max(0, bottom), Math.max(0, right)],
    group: groups,
  });
  const images = writer.node('Reshape', [each, writer.integers(batch, channels, ...kernel)]);
  const sum = writer.node('ReduceSum', [images, writer.integers(0)], { keepdims: 0 });
  const last = writer.node('Transpose', [sum], { perm: [1, 2, 0] });
  set(nth(outputs, 0), writer.node('Reshape', [last, writer.integers(...shape)]));
};
