import { nth, outputDims, type OpKernels } from '../kernel.ts';
import { nativePadding, overMap, paddedDims, unpadded } from './window.ts';

export const convGradInput: OpKernels<'convGradInput'> = {
  native(op, inputs, context, native) {
    const { tf } = context;
    const { strides, padding } = op.attributes;
    const dims = outputDims(op, context);
    const size = tf.tensor1d(paddedDims(dims, padding), 'int32');
    const gradient = native.run('Conv2DBackpropInput', [size, nth(inputs, 1), nth(inputs, 0)], {
      strides: overMap(strides),
      padding: nativePadding(padding),
    });
    return [unpadded(tf, gradient, padding, dims)];
  },
};
