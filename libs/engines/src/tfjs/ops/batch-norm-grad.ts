import { asRows, nth, type OpKernels, type PlainKernel } from '../kernel.ts';

const plain: PlainKernel<'batchNormGrad'> = ({ attributes: { epsilon } }, inputs, { tf }) => {
  const [dy, x, gamma, mean, variance] = [nth(inputs, 0), nth(inputs, 1), nth(inputs, 2), nth(inputs, 3), nth(inputs, 4)];
  const [above, rows] = [asRows(tf, dy), asRows(tf, x)];
  const count = rows.shape[0] ?? 1;
  const inverse = tf.rsqrt(tf.add(variance, epsilon));
  const centred = tf.sub(rows, mean);
  const dbeta = tf.sum(above, 0);
  const dgamma = tf.mul(tf.sum(tf.mul(above, centred), 0), inverse);
  const slope = tf.div(tf.mul(inverse, dgamma), count);
  const dx = tf.mul(tf.sub(tf.sub(above, tf.div(dbeta, count)), tf.mul(centred, slope)), tf.mul(gamma, inverse));
  return [tf.reshape(dx, x.shape), dgamma, dbeta];
};

export const batchNormGrad: OpKernels<'batchNormGrad'> = {
  plain,
  native(op, inputs, context, native) {
    const [dy, x, gamma, mean, variance] = [nth(inputs, 0), nth(inputs, 1), nth(inputs, 2), nth(inputs, 3), nth(inputs, 4)];
    if (native.gpu || x.rank !== 4) return plain(op, inputs, context);
    const [dx, dgamma, dbeta] = native.runMany(
      'FusedBatchNormGradV3',
      [dy, x, gamma, mean, variance, context.tf.tensor1d([], 'float32')],
      { epsilon: { float: op.attributes.epsilon }, data_format: 'NHWC', is_training: true },
      5,
    );
    if (dx === undefined || dgamma === undefined || dbeta === undefined) throw new Error('FusedBatchNormGradV3 gave nothing.');
    return [dx, dgamma, dbeta];
  },
};
