import { nth, type OpKernels } from '../kernel.ts';

const plain: Required<OpKernels<'reluGrad'>>['plain'] = ({ attributes: { max } }, inputs, { tf }) => {
  const [dy, y] = [nth(inputs, 0), nth(inputs, 1)];
  const above = tf.greater(y, 0);
  const inside = max === null ? above : tf.logicalAnd(above, tf.less(y, max));
  return [tf.mul(dy, tf.cast(inside, 'float32'))];
};

export const reluGrad: OpKernels<'reluGrad'> = {
  plain,
  native(op, inputs, context, native) {
    const { max } = op.attributes;
    if (max !== null && max !== 6) return plain(op, inputs, context);
    return [native.run(max === null ? 'ReluGrad' : 'Relu6Grad', [nth(inputs, 0), nth(inputs, 1)])];
  },
};
