import type { Tensor, Tf } from '../runtime.ts';

/** Φ(x): the standard normal distribution below x. */
export function normalBelow(tf: Tf, x: Tensor): Tensor {
  return tf.mul(0.5, tf.add(1, tf.erf(tf.mul(x, Math.SQRT1_2))));
}

/** The standard normal density at x. */
export function normalDensity(tf: Tf, x: Tensor): Tensor {
  return tf.mul(1 / Math.sqrt(2 * Math.PI), tf.exp(tf.mul(-0.5, tf.mul(x, x))));
}
