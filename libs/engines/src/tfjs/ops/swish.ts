import { nth, type OpKernels } from '../kernel.ts';

export const swish: OpKernels<'swish'> = {
  plain: (_op, inputs, { tf }) => [tf.mul(nth(inputs, 0), tf.sigmoid(nth(inputs, 0)))],
};
