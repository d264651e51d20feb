import { nth, outputDims, type OpKernels } from '../kernel.ts';
import { attentionParts, joinHeads } from './attention-parts.ts';
import { matrixProduct } from './matrix-product.ts';

/** softmax(q · kᵀ / √width) · v, head by head (Vaswani et al. 2017). */
export const attention: OpKernels<'attention'> = {
  plain(op, inputs, context) {
    const { tf, batch } = context;
    const { queries, keys, values, width } = attentionParts(tf, nth(inputs, 0), op.attributes.heads, batch);
    const scores = matrixProduct(tf, tf.mul(queries, 1 / Math.sqrt(width)), keys, { b: true });
    const probabilities = tf.softmax(scores);
    const y = joinHeads(tf, matrixProduct(tf, probabilities, values));
    return op.outputs.length === 1 ? [y] : [y, tf.reshape(probabilities, outputDims(op, context, 1))];
  },
};
