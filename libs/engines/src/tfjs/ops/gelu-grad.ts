import { nth, type OpKernels } from '../kernel.ts';
import { normalBelow, normalDensity } from './normal-distribution.ts';

/** dy · (Φ(x) + x · φ(x)) */
export const geluGrad: OpKernels<'geluGrad'> = {
  plain(_op, inputs, { tf }) {
    const [dy, x] = [nth(inputs, 0), nth(inputs, 1)];
    return [tf.mul(dy, tf.add(normalBelow(tf, x), tf.mul(x, normalDensity(tf, x))))];
  },
};
