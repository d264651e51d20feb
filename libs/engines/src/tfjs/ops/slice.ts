import { nth, outputDims, type OpKernels } from '../kernel.ts';

export const slice: OpKernels<'slice'> = {
  plain(op, inputs, context) {
    const dims = outputDims(op, context);
    const begin = dims.map((_, axis) => (axis === dims.length - 1 ? op.attributes.from : 0));
    return [context.tf.slice(nth(inputs, 0), begin, dims)];
  },
};
