import { asRows, nth, outputDims, type OpKernels } from '../kernel.ts';
import { matrixProduct } from './matrix-product.ts';

export const dense: OpKernels<'dense'> = {
  plain(op, inputs, context) {
    const { tf } = context;
    const product = matrixProduct(tf, asRows(tf, nth(inputs, 0)), nth(inputs, 1));
    const bias = inputs[2];
    return [tf.reshape(bias === undefined ? product : tf.add(product, bias), outputDims(op, context))];
  },
};
