import { nth, type OpKernels } from '../kernel.ts';

export const sigmoid: OpKernels<'sigmoid'> = {
  plain: (_op, inputs, { tf }) => [tf.sigmoid(nth(inputs, 0))],
};
