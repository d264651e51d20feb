import { lastAxis, nth, type OpKernels } from '../kernel.ts';

export const scaleChannels: OpKernels<'scaleChannels'> = {
  plain(_op, inputs, { tf, batch }) {
    const x = nth(inputs, 0);
    return [tf.mul(x, tf.reshape(nth(inputs, 1), [batch, 1, 1, lastAxis(x)]))];
  },
};
