import { nth, outputDims, type OpKernels } from '../kernel.ts';
import { depthwiseWindow, dimsWithZeros, withoutZeros } from './depthwise-window.ts';
import { spreadOut } from './unequal-strides.ts';
import { nativePadding, overMap } from './window.ts';

export const depthwiseConvGradInput: OpKernels<'depthwiseConvGradInput'> = {
  native(op, inputs, context, native) {
    const { tf } = context;
    const [given, kernel] = [nth(inputs, 0), nth(inputs, 1)];
    const dims = outputDims(op, context);
    const [, height = 1, width = 1] = dims;
    const [kernelHeight = 1, kernelWidth = 1] = kernel.shape;
    const window = depthwiseWindow([height, width], [kernelHeight, kernelWidth], op.attributes, false);
    const outer = dimsWithZeros(dims, window);
    const [, outerHeight = 1, outerWidth = 1] = outer;
    const dy = window.unequal
      ? spreadOut(tf, given, op.attributes.strides, [0, outerHeight - kernelHeight + 1, outerWidth - kernelWidth + 1])
      : given;
    const gradient = native.run('DepthwiseConv2dNativeBackpropInput', [tf.tensor1d(outer, 'int32'), kernel, dy], {
      strides: overMap([window.stride, window.stride]),
      padding: nativePadding(window.padding),
    });
    return [withoutZeros(tf, gradient, window, dims)];
  },
};
