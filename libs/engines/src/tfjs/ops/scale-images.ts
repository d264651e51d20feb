import { nth, type OpKernels } from '../kernel.ts';

export const scaleImages: OpKernels<'scaleImages'> = {
  plain(_op, inputs, { tf, batch }) {
    const x = nth(inputs, 0);
    return [tf.mul(x, tf.reshape(nth(inputs, 1), [batch, ...x.shape.slice(1).map(() => 1)]))];
  },
};
