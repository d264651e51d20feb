import type { OpKernels } from '../kernel.ts';

export const concat: OpKernels<'concat'> = {
  plain: (_op, inputs, { tf }) => [tf.concat([...inputs], -1)],
};
