import { nth, type OpKernels } from '../kernel.ts';
import { attentionParts, joinHeads } from './attention-parts.ts';
import { matrixProduct } from './matrix-product.ts';

export const attentionGrad: OpKernels<'attentionGrad'> = {
  plain({ attributes: { heads } }, inputs, { tf, batch }) {
    const { queries, keys, values, tokens, width } = attentionParts(tf, nth(inputs, 1), heads, batch);
    const probabilities = tf.reshape(nth(inputs, 2), [batch, heads, tokens, tokens]);
    const dy = tf.transpose(tf.reshape(nth(inputs, 0), [batch, tokens, heads, width]), [0, 2, 1, 3]);
    const above = matrixProduct(tf, dy, values, { b: true });
    const mean = tf.sum(tf.mul(above, probabilities), -1, true);
    const scores = tf.mul(tf.mul(probabilities, tf.sub(above, mean)), 1 / Math.sqrt(width));
    const parts = [
      matrixProduct(tf, scores, keys),
      matrixProduct(tf, scores, queries, { a: true }),
      matrixProduct(tf, probabilities, dy, { a: true }),
    ];
    return [
      tf.concat(
        parts.map((part) => joinHeads(tf, part)),
        2,
      ),
    ];
  },
};
