import { nth, type OpKernels } from '../kernel.ts';

export const multiply: OpKernels<'multiply'> = {
  plain: (_op, inputs, { tf }) => [tf.mul(nth(inputs, 0), nth(inputs, 1))],
};
