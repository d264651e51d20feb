import { mapOf, nth } from '../lowering.ts';
import { paddedChannels } from '../value-forms.ts';
import { readsMap, type BlockedLowering } from './blocked-lowering.ts';
import { convolve } from './convolve.ts';

/** A depthwise convolution of one tap over the channels of all images, laid side by side as if they were of one. */
export const scaleChannels: BlockedLowering<'scaleChannels'> = {
  suits: readsMap,
  fuses: false,
  lower({ inputs, outputs }, { writer, batch, block, typeOf, get, getBlocked, setBlocked }) {
    const [height, width, own] = mapOf(typeOf(nth(inputs, 0)));
    const channels = paddedChannels(own, block);
    const gate = writer.node('Reshape', [get(nth(inputs, 1)), writer.integers(batch, own)]);
    const filled = channels === own ? gate : writer.node('Pad', [gate, writer.integers(0, 0, 0, channels - own)]);
    const groups = batch * channels;
    const scaled = convolve(writer, {
      x: writer.node('Reshape', [getBlocked(nth(inputs, 0)), writer.integers(1, groups, height, width)]),
      kernel: writer.node('Reshape', [filled, writer.integers(groups, 1, 1, 1)]),
      window: { kernel: [1, 1] },
      groups,
    });
    setBlocked(nth(outputs, 0), writer.node('Reshape', [scaled, writer.integers(batch, channels, height, width)]));
  },
};
