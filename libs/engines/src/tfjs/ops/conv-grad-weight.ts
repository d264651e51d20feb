import { nth, outputDims, type OpKernels } from '../kernel.ts';
import { exactly, jumps, nativePadding, overMap, padded } from './window.ts';

/**
 * TensorFlow 2.21 writes beside its memory where the window jumps and the map has rows or columns behind the last window (as a
 * 1 × 1 convolution of stride 2 on an even map): such maps are cut to what the windows reach.
 */
export const convGradWeight: OpKernels<'convGradWeight'> = {
  native(op, inputs, context, native) {
    const { tf } = context;
    const dims = outputDims(op, context);
    const [kernelHeight = 1, kernelWidth = 1] = dims;
    const kernel = [kernelHeight, kernelWidth] as const;
    const { x, padding } = jumps(kernel, op.attributes)
      ? exactly(tf, nth(inputs, 0), kernel, op.attributes)
      : padded(tf, nth(inputs, 0), op.attributes.padding);
    return [
      native.run('Conv2DBackpropFilter', [x, tf.tensor1d(dims, 'int32'), nth(inputs, 1)], {
        strides: overMap(op.attributes.strides),
        padding: nativePadding(padding),
      }),
    ];
  },
};
