import { nth, outputDims, type OpKernels } from '../kernel.ts';

export const layerNorm: OpKernels<'layerNorm'> = {
  plain(op, inputs, context) {
    const { tf } = context;
    const [x, gamma, beta] = [nth(inputs, 0), nth(inputs, 1), nth(inputs, 2)];
    const mean = tf.mean(x, -1, true);
    const centred = tf.sub(x, mean);
    const inverse = tf.rsqrt(tf.add(tf.mean(tf.mul(centred, centred), -1, true), op.attributes.epsilon));
    const y = tf.add(tf.mul(tf.mul(centred, inverse), gamma), beta);
    if (op.outputs.length === 1) return [y];
    return [y, tf.reshape(mean, outputDims(op, context, 1)), tf.reshape(inverse, outputDims(op, context, 2))];
  },
};
