import { nth, type OpKernels } from '../kernel.ts';

export const relu: OpKernels<'relu'> = {
  plain({ attributes: { max } }, inputs, { tf }) {
    const x = nth(inputs, 0);
    if (max === null) return [tf.relu(x)];
    return [max === 6 ? tf.relu6(x) : tf.clipByValue(x, 0, max)];
  },
};
