import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { asRows, nth, type OpKernels, type PlainKernel } from '../kernel.ts';

const plain: PlainKernel<'batchNorm'> = ({ attributes: { epsilon } }, inputs, { tf }) => {
  const [x, gamma, beta] = [nth(inputs, 0), nth(inputs, 1), nth(inputs, 2)];
  const rows = asRows(tf, x);
  const mean = tf.mean(rows, 0);
  const centred = tf.sub(rows, mean);
  const variance = tf.mean(tf.mul(centred, centred), 0);
  const factor = tf.mul(gamma, tf.rsqrt(tf.add(variance, epsilon)));
  const y = tf.reshape(tf.add(tf.mul(centred, factor), beta), x.shape);
  return [y, mean, variance];
};

/**
 * On the processor TensorFlow's fused operation does it in two passes over the map. On a GPU it keeps other statistics for the
 * backward pass than on the processor, so that there plain kernels compute.
 */
export const batchNorm: OpKernels<'batchNorm'> = {
  plain,
  native(op, inputs, context, native) {
    const x = nth(inputs, 0) as Tensor4D;
    if (native.gpu || x.rank !== 4) return plain(op, inputs, context);
    const { tf } = context;
    const none: Tensor1D = tf.tensor1d([], 'float32');
    const [y, mean, , , variance] = native.runMany(
      'FusedBatchNormV3',
      [x, nth(inputs, 1), nth(inputs, 2), none, none],
      { epsilon: { float: op.attributes.epsilon }, data_format: 'NHWC', is_training: true },
      6,
    );
    if (y === undefined || mean === undefined || variance === undefined) throw new Error('FusedBatchNormV3 gave nothing.');
    return [y, mean, variance];
  },
};
