import { nth, type OpKernels } from '../kernel.ts';

export const sgd: OpKernels<'sgd'> = {
  plain({ attributes: { momentum, nesterov } }, inputs, { tf }) {
    const [parameter, gradient, rate] = [nth(inputs, 0), nth(inputs, 1), nth(inputs, inputs.length - 1)];
    const step = tf.mul(gradient, rate);
    const velocity = inputs.length === 4 ? inputs[2] : undefined;
    if (velocity === undefined) return [tf.sub(parameter, step)];
    const next = tf.sub(tf.mul(velocity, momentum), step);
    return [tf.add(parameter, nesterov ? tf.sub(tf.mul(next, momentum), step) : next), next];
  },
};
