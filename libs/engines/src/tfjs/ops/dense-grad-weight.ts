import { asRows, nth, type OpKernels } from '../kernel.ts';
import { matrixProduct } from './matrix-product.ts';

export const denseGradWeight: OpKernels<'denseGradWeight'> = {
  plain: (_op, inputs, { tf }) => [matrixProduct(tf, asRows(tf, nth(inputs, 0)), asRows(tf, nth(inputs, 1)), { a: true })],
};
