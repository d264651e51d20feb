import { nth, type OpKernels } from '../kernel.ts';
import { windowCorrection } from './window-counts.ts';
import { padded, stridesOf } from './window.ts';

export const poolAverage: OpKernels<'poolAverage'> = {
  plain({ attributes }, inputs, { tf }) {
    const given = nth(inputs, 0);
    const { x, padding } = padded(tf, given, attributes.padding);
    const mean = tf.avgPool(x, [...attributes.pool], stridesOf(attributes), padding);
    if (x === given) return [mean];
    const [, height = 1, width = 1] = given.shape;
    return [tf.mul(mean, windowCorrection(tf, [height, width], attributes))];
  },
};
