import { nth, type OpKernels } from '../kernel.ts';

export const movingAverage: OpKernels<'movingAverage'> = {
  plain: ({ attributes: { momentum } }, inputs, { tf }) => [
    tf.add(tf.mul(nth(inputs, 0), momentum), tf.mul(nth(inputs, 1), 1 - momentum)),
  ],
};
