import { nth, outputDims, type OpKernels } from '../kernel.ts';
import { LOWEST } from './pool-max.ts';
import { nativePadding, overMap, padded, unpadded } from './window.ts';

/** TensorFlow gives the gradient to the first maximum of a window, rows first. */
export const poolMaxGrad: OpKernels<'poolMaxGrad'> = {
  native(op, inputs, context, native) {
    const { tf } = context;
    const { pool, strides, padding } = op.attributes;
    const { x } = padded(tf, nth(inputs, 0), padding, LOWEST);
    const gradient = native.run('MaxPoolGrad', [x, nth(inputs, 1), nth(inputs, 2)], {
      ksize: overMap(pool),
      strides: overMap(strides),
      padding: nativePadding(padding),
    });
    return [unpadded(tf, gradient, padding, outputDims(op, context))];
  },
};
