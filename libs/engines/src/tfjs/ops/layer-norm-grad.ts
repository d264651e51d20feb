import { asRows, nth, type OpKernels } from '../kernel.ts';

export const layerNormGrad: OpKernels<'layerNormGrad'> = {
  plain(_op, inputs, { tf }) {
    const [dy, x, gamma, mean, inverse] = [nth(inputs, 0), nth(inputs, 1), nth(inputs, 2), nth(inputs, 3), nth(inputs, 4)];
    const normal = tf.mul(tf.sub(x, mean), inverse);
    const inner = tf.mul(dy, gamma);
    const level = tf.mean(inner, -1, true);
    const along = tf.mean(tf.mul(inner, normal), -1, true);
    return [
      tf.mul(inverse, tf.sub(tf.sub(inner, level), tf.mul(normal, along))),
      tf.sum(asRows(tf, tf.mul(dy, normal)), 0),
      tf.sum(asRows(tf, dy), 0),
    ];
  },
};
