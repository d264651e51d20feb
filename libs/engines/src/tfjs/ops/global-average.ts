import { nth, type OpKernels } from '../kernel.ts';

export const globalAverage: OpKernels<'globalAverage'> = {
  plain: (_op, inputs, { tf }) => [tf.mean(nth(inputs, 0), [1, 2])],
};
