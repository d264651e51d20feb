import { nth, type OpKernels } from '../kernel.ts';

export const rescale: OpKernels<'rescale'> = {
  plain: ({ attributes: { scale, offset } }, inputs, { tf }) => [
    tf.add(tf.mul(nth(inputs, 0), tf.tensor1d([...scale])), tf.tensor1d([...offset])),
  ],
};
