import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { nth, type OpKernels } from '../kernel.ts';

export const normalize: OpKernels<'normalize'> = {
  plain({ attributes: { epsilon } }, inputs, { tf }) {
    const [x, mean, variance] = [nth(inputs, 0), nth(inputs, 1), nth(inputs, 2)];
    const [gamma, beta] = [inputs[3], inputs[4]];
    if (x.rank === 4) {
      return [
        tf.batchNorm(
          x as Tensor4D,
          mean as Tensor1D,
          variance as Tensor1D,
          beta as Tensor1D | undefined,
          gamma as Tensor1D | undefined,
          epsilon,
        ),
      ];
    }
    const inverse = tf.rsqrt(tf.add(variance, epsilon));
    const normal = tf.mul(tf.sub(x, mean), gamma === undefined ? inverse : tf.mul(inverse, gamma));
    return [beta === undefined ? normal : tf.add(normal, beta)];
  },
};
