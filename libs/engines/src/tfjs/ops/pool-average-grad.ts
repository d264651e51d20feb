import { nth, outputDims, type OpKernels } from '../kernel.ts';
import { windowCorrection } from './window-counts.ts';
import { nativePadding, overMap, paddedDims, unpadded } from './window.ts';

export const poolAverageGrad: OpKernels<'poolAverageGrad'> = {
  native(op, inputs, context, native) {
    const { tf } = context;
    const { pool, strides, padding } = op.attributes;
    const dims = outputDims(op, context);
    const [, height = 1, width = 1] = dims;
    const given = nth(inputs, 0);
    const dy =
      typeof padding === 'string' || padding === 0 ? given : tf.mul(given, windowCorrection(tf, [height, width], op.attributes));
    const gradient = native.run('AvgPoolGrad', [tf.tensor1d(paddedDims(dims, padding), 'int32'), dy], {
      ksize: overMap(pool),
      strides: overMap(strides),
      padding: nativePadding(padding),
    });
    return [unpadded(tf, gradient, padding, dims)];
  },
};
