import { asRows, nth, type OpKernels } from '../kernel.ts';

export const channelSum: OpKernels<'channelSum'> = {
  plain: (_op, inputs, { tf }) => [tf.sum(asRows(tf, nth(inputs, 0)), 0)],
  native: (_op, inputs, _context, native) => [native.run('BiasAddGrad', [nth(inputs, 0)])],
};
