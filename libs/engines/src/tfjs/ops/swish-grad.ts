import { nth, type OpKernels } from '../kernel.ts';

/** dy · σ · (1 + x · (1 − σ)) */
export const swishGrad: OpKernels<'swishGrad'> = {
  plain(_op, inputs, { tf }) {
    const [dy, x] = [nth(inputs, 0), nth(inputs, 1)];
    const s = tf.sigmoid(x);
    return [tf.mul(dy, tf.mul(s, tf.add(1, tf.mul(x, tf.sub(1, s)))))];
  },
};
