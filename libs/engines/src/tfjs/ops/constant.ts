import { outputDims, type OpKernels } from '../kernel.ts';

export const constant: OpKernels<'constant'> = {
  plain: (op, _inputs, context) => [context.tf.fill(outputDims(op, context), op.attributes.value)],
};
