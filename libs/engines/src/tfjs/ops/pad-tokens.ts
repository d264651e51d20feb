import { nth, outputDims, type OpKernels } from '../kernel.ts';

export const padTokens: OpKernels<'padTokens'> = {
  plain(op, inputs, context) {
    const x = nth(inputs, 0);
    const { from } = op.attributes;
    const behind = (outputDims(op, context)[1] ?? 0) - from - (x.shape[1] ?? 0);
    return [
      context.tf.pad(x, [
        [0, 0],
        [from, behind],
        [0, 0],
      ]),
    ];
  },
};
