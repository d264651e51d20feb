import { nth, type KernelContext } from '../kernel.ts';
import type { Tensor } from '../runtime.ts';

export interface AdamAttributes {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** Adam's step of a parameter; inputs: parameter, gradient, m, v, rate. */
export function adamStep(
  { beta1, beta2, epsilon }: AdamAttributes,
  inputs: readonly Tensor[],
  { tf }: KernelContext,
  parameter: Tensor,
): readonly Tensor[] {
  const [gradient, m, v, rate] = [nth(inputs, 1), nth(inputs, 2), nth(inputs, 3), nth(inputs, 4)];
  const nextM = tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1));
  const nextV = tf.add(tf.mul(v, beta2), tf.mul(tf.mul(gradient, gradient), 1 - beta2));
  const step = tf.div(tf.mul(nextM, rate), tf.add(tf.sqrt(nextV), epsilon));
  return [tf.sub(parameter, step), nextM, nextV];
}
