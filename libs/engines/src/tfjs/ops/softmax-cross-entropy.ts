import { nth, type OpKernels } from '../kernel.ts';

export const softmaxCrossEntropy: OpKernels<'softmaxCrossEntropy'> = {
  plain(_op, inputs, { tf, batch }) {
    const [logits, targets, weights] = [nth(inputs, 0), nth(inputs, 1), nth(inputs, 2)];
    const centred = tf.sub(logits, tf.max(logits, -1, true));
    const logSoftmax = tf.sub(centred, tf.log(tf.sum(tf.exp(centred), -1, true)));
    const losses = tf.sum(tf.mul(targets, logSoftmax), -1);
    return [tf.div(tf.sum(tf.mul(losses, weights)), -batch)];
  },
};
