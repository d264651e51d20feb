import { nth, type OpKernels } from '../kernel.ts';

/** (p · Σ targets − targets) · weight / batch size */
export const softmaxCrossEntropyGrad: OpKernels<'softmaxCrossEntropyGrad'> = {
  plain(_op, inputs, { tf, batch }) {
    const [probabilities, targets, weights] = [nth(inputs, 0), nth(inputs, 1), nth(inputs, 2)];
    const difference = tf.sub(tf.mul(probabilities, tf.sum(targets, -1, true)), targets);
    return [tf.mul(difference, tf.div(tf.reshape(weights, [batch, 1]), batch))];
  },
};
