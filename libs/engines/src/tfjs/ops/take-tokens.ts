import { nth, outputDims, type OpKernels } from '../kernel.ts';

export const takeTokens: OpKernels<'takeTokens'> = {
  plain: (op, inputs, context) => [
    context.tf.slice(nth(inputs, 0), [0, op.attributes.from, 0], [-1, outputDims(op, context)[1] ?? -1, -1]),
  ],
};
