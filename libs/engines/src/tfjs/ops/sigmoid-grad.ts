import { nth, type OpKernels } from '../kernel.ts';

/** dy · y · (1 − y) */
export const sigmoidGrad: OpKernels<'sigmoidGrad'> = {
  plain(_op, inputs, { tf }) {
    const [dy, y] = [nth(inputs, 0), nth(inputs, 1)];
    return [tf.mul(dy, tf.mul(y, tf.sub(1, y)))];
  },
};
