import { AppError } from '@sagittal/contracts';
import { expectTokens } from '../../graph/expect-shape.ts';
import { oneGradient } from './one-gradient.ts';
import type { LayerRule } from './rule.ts';

/**
 * softmax(Q · Kᵀ / √features a head) · V, head by head. Features of the input: all queries, all keys, all values, each by head,
 * as the fused projection of timm lays them out. What projects to them and back are dense layers of their own.
 */
export const attention: LayerRule<'attention'> = {
  shape(layer, inputs) {
    const [tokens, features] = expectTokens(layer.name, inputs);
    if (features % (3 * layer.heads) !== 0) {
      throw new AppError('INVALID_INPUT', {
        message: `Layer ${layer.name} cannot divide ${String(features)} features into queries, keys and values of ${String(layer.heads)} heads.`,
        item: layer.name,
      });
    }
    return [tokens, features / 3];
  },
  parameters: () => [],
  derive(layer, context) {
    const { builder, inputs, output, training } = context;
    const [x = ''] = inputs;
    const attributes = { heads: layer.heads };
    const [tokens = 1] = builder.typeOf(x).shape;
    const kept = training
      ? [builder.temporary(`${layer.name}/probabilities`, { shape: [layer.heads * tokens, tokens], batched: true })]
      : [];
    builder.emit({ kind: 'attention', inputs: [x], outputs: [output, ...kept], attributes });
    return oneGradient(context, (dy, dx) => ({ kind: 'attentionGrad', inputs: [dy, x, ...kept], outputs: [dx], attributes }));
  },
};
