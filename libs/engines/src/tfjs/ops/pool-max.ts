import { nth, type OpKernels } from '../kernel.ts';
import { padded, stridesOf } from './window.ts';

/** Below every number: what pads a map for a max pool, so that it never wins. */
export const LOWEST = -3.4e38;

export const poolMax: OpKernels<'poolMax'> = {
  plain({ attributes }, inputs, { tf }) {
    const { x, padding } = padded(tf, nth(inputs, 0), attributes.padding, LOWEST);
    return [tf.maxPool(x, [...attributes.pool], stridesOf(attributes), padding)];
  },
};
