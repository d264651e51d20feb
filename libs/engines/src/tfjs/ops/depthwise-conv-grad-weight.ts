import type { Tensor, Tf } from '../runtime.ts';
import { lastAxis, nth, outputDims, type OpKernels } from '../kernel.ts';
import { depthwiseWindow, withZeros } from './depthwise-window.ts';
import { spreadOut } from './unequal-strides.ts';
import { nativePadding, overMap } from './window.ts';

/** Channels that TensorFlow's kernel takes at once. */
const PACKET = 8;

/** Channels of zeros behind those of a map, up to a whole number of packets. */
function wholePackets(tf: Tf, map: Tensor): Tensor {
  const missing = (PACKET - (lastAxis(map) % PACKET)) % PACKET;
  if (missing === 0) return map;
  return tf.pad(map, [
    [0, 0],
    [0, 0],
    [0, 0],
    [0, missing],
  ]);
}

/** TensorFlow 2.21 writes beside its memory where the channels fill no whole number of packets: zeros fill them up. */
export const depthwiseConvGradWeight: OpKernels<'depthwiseConvGradWeight'> = {
  native(op, inputs, context, native) {
    const { tf } = context;
    const [given, above] = [wholePackets(tf, nth(inputs, 0)), wholePackets(tf, nth(inputs, 1))];
    const [, height = 1, width = 1, filled = 1] = given.shape;
    const dims = outputDims(op, context);
    const [kernelHeight = 1, kernelWidth = 1, channels = 1] = dims;
    const window = depthwiseWindow([height, width], [kernelHeight, kernelWidth], op.attributes, false);
    const x = withZeros(tf, given, window);
    const dy = window.unequal
      ? spreadOut(tf, above, op.attributes.strides, [0, x.shape[1] - kernelHeight + 1, x.shape[2] - kernelWidth + 1])
      : above;
    const size = tf.tensor1d([kernelHeight, kernelWidth, filled, 1], 'int32');
    const gradient = native.run('DepthwiseConv2dNativeBackpropFilter', [x, size, dy], {
      strides: overMap([window.stride, window.stride]),
      padding: nativePadding(window.padding),
    });
    return [filled === channels ? gradient : tf.slice(gradient, [0, 0, 0, 0], dims)];
  },
};
