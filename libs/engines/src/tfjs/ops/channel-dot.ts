import { nth, outputDims, type OpKernels } from '../kernel.ts';

export const channelDot: OpKernels<'channelDot'> = {
  plain(op, inputs, context) {
    const { tf } = context;
    return [tf.reshape(tf.sum(tf.mul(nth(inputs, 0), nth(inputs, 1)), [1, 2]), outputDims(op, context))];
  },
};
