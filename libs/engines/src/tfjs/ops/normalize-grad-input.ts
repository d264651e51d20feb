import { nth, type OpKernels } from '../kernel.ts';

export const normalizeGradInput: OpKernels<'normalizeGradInput'> = {
  plain({ attributes: { epsilon } }, inputs, { tf }) {
    const inverse = tf.rsqrt(tf.add(nth(inputs, 1), epsilon));
    const gamma = inputs[2];
    return [tf.mul(nth(inputs, 0), gamma === undefined ? inverse : tf.mul(inverse, gamma))];
  },
};
