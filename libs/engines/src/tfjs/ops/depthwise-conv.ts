import type { Tensor4D } from '@tensorflow/tfjs-core';
import { nth, type OpKernels } from '../kernel.ts';
import { depthwiseWindow, withZeros } from './depthwise-window.ts';
import { everyNth } from './unequal-strides.ts';

export const depthwiseConv: OpKernels<'depthwiseConv'> = {
  plain({ attributes }, inputs, { tf }) {
    const [given, filter] = [nth(inputs, 0), nth(inputs, 1) as Tensor4D];
    const [, height = 1, width = 1] = given.shape;
    const [kernelHeight, kernelWidth] = filter.shape;
    const window = depthwiseWindow([height, width], [kernelHeight, kernelWidth], attributes, tf.getBackend() === 'wasm');
    const x = withZeros(tf, given, window);
    const y = tf.depthwiseConv2d(x, filter, window.stride, window.padding);
    const wanted = window.unequal ? everyNth(tf, y, attributes.strides) : y;
    const bias = inputs[2];
    return [bias === undefined ? wanted : tf.add(wanted, bias)];
  },
};
