import { nth, type OpKernels } from '../kernel.ts';

export const softmax: OpKernels<'softmax'> = {
  plain: (_op, inputs, { tf }) => [tf.softmax(nth(inputs, 0))],
};
