import { nth, outputDims, type OpKernels } from '../kernel.ts';

export const globalAverageGrad: OpKernels<'globalAverageGrad'> = {
  plain(op, inputs, context) {
    const { tf } = context;
    const [batch = 1, height = 1, width = 1, channels = 1] = outputDims(op, context);
    const share = tf.div(tf.reshape(nth(inputs, 0), [batch, 1, 1, channels]), height * width);
    return [tf.tile(share, [1, height, width, 1])];
  },
};
