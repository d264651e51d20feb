import { lastAxis, nth, type OpKernels } from '../kernel.ts';

export const prependToken: OpKernels<'prependToken'> = {
  plain(_op, inputs, { tf, batch }) {
    const x = nth(inputs, 0);
    const token = tf.tile(tf.reshape(nth(inputs, 1), [1, 1, lastAxis(x)]), [batch, 1, 1]);
    return [tf.concat([token, x], 1)];
  },
};
