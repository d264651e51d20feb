import { expectTokens } from '../../graph/expect-shape.ts';
import { batchSumGradient } from './batch-sum-gradient.ts';
import type { LayerRule } from './rule.ts';

/** Where a token stands, learned: one vector a place, so that a network fits one number of tokens (Dosovitskiy et al. 2021). */
export const positionEmbedding: LayerRule<'position-embedding'> = {
  shape: (layer, inputs) => expectTokens(layer.name, inputs),
  parameters: (layer, inputs) => [
    {
      suffix: 'embedding',
      shape: expectTokens(layer.name, inputs),
      trainable: true,
      initial: { kind: 'truncated-normal', deviation: 0.02 },
    },
  ],
  derive(_layer, context) {
    const { builder, inputs, output, parameter } = context;
    const [x = ''] = inputs;
    builder.emit({ kind: 'add', inputs: [x, parameter('embedding')], outputs: [output], attributes: {} });
    return (dy) => {
      batchSumGradient(context, 'embedding', () => dy);
      return [dy];
    };
  },
};
