import { nth, type OpKernels } from '../kernel.ts';

export const add: OpKernels<'add'> = {
  plain: (_op, inputs, { tf }) => [tf.add(nth(inputs, 0), nth(inputs, 1))],
};
