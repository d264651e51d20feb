import { mapOf, nth } from '../lowering.ts';
import { lowerWindow } from '../ops/window-padding.ts';
import { paddedChannels } from '../value-forms.ts';
import { readsMap, type BlockedLowering } from './blocked-lowering.ts';
import { fillChannels } from './channels.ts';
import { convolve } from './convolve.ts';
import { depthwiseKernel } from './kernels.ts';

export const depthwiseConv: BlockedLowering<'depthwiseConv'> = {
  suits: readsMap,
  fuses: true,
  lower({ inputs, outputs, attributes }, context, { sum, activation }) {
    const { writer, block, typeOf, get, getBlocked, setBlocked } = context;
    const [x, kernel, bias] = [nth(inputs, 0), nth(inputs, 1), inputs[2]];
    const [height, width, channels] = mapOf(typeOf(x));
    const { shape } = typeOf(kernel);
    const y = convolve(writer, {
      x: getBlocked(x),
      kernel: depthwiseKernel(writer, get(kernel), shape, block),
      bias: bias === undefined ? null : fillChannels(context, get(bias), channels),
      window: lowerWindow(height, width, shape, attributes),
      groups: paddedChannels(channels, block),
      sum: sum === null ? null : getBlocked(sum),
      activation,
    });
    setBlocked(nth(outputs, 0), y);
  },
};
