import { nth, type OpKernels } from '../kernel.ts';

export const rmsprop: OpKernels<'rmsprop'> = {
  plain({ attributes: { rho, momentum, epsilon, centered } }, inputs, { tf }) {
    const [parameter, gradient, velocity] = [nth(inputs, 0), nth(inputs, 1), nth(inputs, 2)];
    const rate = nth(inputs, inputs.length - 1);
    const nextVelocity = tf.add(tf.mul(velocity, rho), tf.mul(tf.mul(gradient, gradient), 1 - rho));
    const average = centered ? tf.add(tf.mul(nth(inputs, momentum > 0 ? 4 : 3), rho), tf.mul(gradient, 1 - rho)) : undefined;
    const spread = average === undefined ? nextVelocity : tf.sub(nextVelocity, tf.mul(average, average));
    const step = tf.div(tf.mul(gradient, rate), tf.sqrt(tf.add(spread, epsilon)));
    const gathered = momentum > 0 ? tf.add(tf.mul(nth(inputs, 3), momentum), step) : undefined;
    return [
      tf.sub(parameter, gathered ?? step),
      nextVelocity,
      ...(gathered === undefined ? [] : [gathered]),
      ...(average === undefined ? [] : [average]),
    ];
  },
};
