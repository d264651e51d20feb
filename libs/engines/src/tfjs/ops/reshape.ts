import { nth, outputDims, type OpKernels } from '../kernel.ts';

export const reshape: OpKernels<'reshape'> = {
  plain: (op, inputs, context) => [context.tf.reshape(nth(inputs, 0), outputDims(op, context))],
};
