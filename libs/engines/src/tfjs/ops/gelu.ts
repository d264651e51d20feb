import { nth, type OpKernels } from '../kernel.ts';
import { normalBelow } from './normal-distribution.ts';

export const gelu: OpKernels<'gelu'> = {
  plain: (_op, inputs, { tf }) => [tf.mul(nth(inputs, 0), normalBelow(tf, nth(inputs, 0)))],
};
