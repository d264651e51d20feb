import type { Tensor4D } from '@tensorflow/tfjs-core';
import { nth, type OpKernels, type PlainKernel } from '../kernel.ts';
import { exactly, jumps, padded, stridesOf } from './window.ts';

const plain: PlainKernel<'conv'> = ({ attributes }, inputs, { tf }) => {
  const filter = nth(inputs, 1) as Tensor4D;
  const kernel = [filter.shape[0], filter.shape[1]] as const;
  const { x, padding } =
    tf.getBackend() === 'wasm' && attributes.padding === 'same' && jumps(kernel, attributes)
      ? exactly(tf, nth(inputs, 0), kernel, attributes)
      : padded(tf, nth(inputs, 0), attributes.padding);
  const bias = inputs[2];
  if (bias === undefined) return [tf.conv2d(x, filter, stridesOf(attributes), padding)];
  return [tf.fused.conv2d({ x, filter, strides: stridesOf(attributes), pad: padding, bias })];
};

export const conv: OpKernels<'conv'> = {
  plain,
  native(op, inputs, context) {
    const [x, filter] = [nth(inputs, 0), nth(inputs, 1)];
    const columns = context.typeOf(op.outputs[0] ?? '').shape[1];
    if (x.shape[3] !== 1 || columns !== 1) return plain(op, inputs, context);
    // TensorFlow 2.21 reads beside its memory where one channel gives one column: a second channel of zeros keeps it right
    const { tf } = context;
    const twice = tf.concat([x, tf.zerosLike(x)], 3);
    return plain(op, [twice, tf.concat([filter, tf.zerosLike(filter)], 2), ...inputs.slice(2)], context);
  },
};
