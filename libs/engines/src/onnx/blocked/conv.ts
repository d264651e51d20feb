import { mapOf, nth } from '../lowering.ts';
import { lowerWindow } from '../ops/window-padding.ts';
import { readsMap, type BlockedLowering } from './blocked-lowering.ts';
import { fillChannels } from './channels.ts';
import { convolve } from './convolve.ts';
import { blockedKernel, fewChannelsKernel } from './kernels.ts';
import { padSides } from './pad-sides.ts';

/** A picture of fewer channels than a block (red, green, blue) is read as it is: filled up it would cost five times as much. */
export const conv: BlockedLowering<'conv'> = {
  suits: readsMap,
  fuses: true,
  lower({ inputs, outputs, attributes }, context, { sum, activation }) {
    const { writer, block, typeOf, get, getBlocked, isBlocked, setBlocked } = context;
    const [x, kernel, bias] = [nth(inputs, 0), nth(inputs, 1), inputs[2]];
    const [height, width, channels] = mapOf(typeOf(x));
    const { shape } = typeOf(kernel);
    const few = channels < block && !isBlocked(x);
    const window = lowerWindow(height, width, shape, attributes);
    const y = convolve(writer, {
      ...(few ? { x: get(x), window } : padSides(context, { x: getBlocked(x), window }, [height, width, channels])),
      kernel: (few ? fewChannelsKernel : blockedKernel)(writer, get(kernel), shape, block),
      bias: bias === undefined ? null : fillChannels(context, get(bias), shape[3] ?? 0),
      sum: sum === null ? null : getBlocked(sum),
      activation,
    });
    setBlocked(nth(outputs, 0), y);
  },
};
