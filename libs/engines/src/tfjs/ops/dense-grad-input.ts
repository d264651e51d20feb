import { asRows, nth, outputDims, type OpKernels } from '../kernel.ts';
import { matrixProduct } from './matrix-product.ts';

export const denseGradInput: OpKernels<'denseGradInput'> = {
  plain(op, inputs, context) {
    const { tf } = context;
    const product = matrixProduct(tf, asRows(tf, nth(inputs, 0)), nth(inputs, 1), { b: true });
    return [tf.reshape(product, outputDims(op, context))];
  },
};
