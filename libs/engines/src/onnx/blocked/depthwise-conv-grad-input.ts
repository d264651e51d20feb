import { mapOf, nth } from '../lowering.ts';
import { lowerWindow } from '../ops/window-padding.ts';
import { paddedChannels } from '../value-forms.ts';
import type { BlockedLowering } from './blocked-lowering.ts';
import { backwardWindow, reachesGradient } from './conv-grad-input.ts';
import { convolve } from './convolve.ts';
import { depthwiseKernel } from './kernels.ts';

export const depthwiseConvGradInput: BlockedLowering<'depthwiseConvGradInput'> = {
  suits: reachesGradient,
  fuses: true,
  lower({ inputs, outputs, attributes }, context, { sum, activation }) {
    const { writer, block, typeOf, get, getBlocked, setBlocked } = context;
    const [dy, kernel] = [nth(inputs, 0), nth(inputs, 1)];
    const [height, width, channels] = mapOf(typeOf(nth(outputs, 0)));
    const { shape } = typeOf(kernel);
    const window = lowerWindow(height, width, shape, attributes);
    const dx = convolve(writer, {
      ...backwardWindow(context, getBlocked(dy), typeOf(dy), window, [height, width]),
      kernel: depthwiseKernel(writer, get(kernel), shape, block, true),
      groups: paddedChannels(channels, block),
      sum: sum === null ? null : getBlocked(sum),
      activation,
    });
    setBlocked(nth(outputs, 0), dx);
  },
};
