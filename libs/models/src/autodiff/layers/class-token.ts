import { expectTokens } from '../../graph/expect-shape.ts';
import { batchSumGradient } from './batch-sum-gradient.ts';
import type { LayerRule } from './rule.ts';

/** A learned token before those of the image (Dosovitskiy et al. 2021). */
export const classToken: LayerRule<'class-token'> = {
  shape(layer, inputs) {
    const [tokens, features] = expectTokens(layer.name, inputs);
    return [tokens + 1, features];
  },
  parameters(layer, inputs) {
    const [, features] = expectTokens(layer.name, inputs);
    return [{ suffix: 'token', shape: [features], trainable: true, initial: { kind: 'truncated-normal', deviation: 0.02 } }];
  },
  derive(_layer, context) {
    const { builder, inputs, output, parameter } = context;
    const [x = ''] = inputs;
    const token = parameter('token');
    builder.emit({ kind: 'prependToken', inputs: [x, token], outputs: [output], attributes: {} });
    return (dy, [wanted]) => {
      const { shape } = builder.typeOf(token);
      batchSumGradient(context, 'token', () => {
        const first = builder.temporary(`${dy}/first`, { shape: [1, ...shape], batched: true });
        builder.emit({ kind: 'takeTokens', inputs: [dy], outputs: [first], attributes: { from: 0 } });
        const flat = builder.temporary(`${dy}/token`, { shape, batched: true });
        builder.emit({ kind: 'reshape', inputs: [first], outputs: [flat], attributes: {} });
        return flat;
      });
      if (!wanted) return [null];
      const dx = builder.temporary(`grad:${x}`, builder.typeOf(x));
      builder.emit({ kind: 'takeTokens', inputs: [dy], outputs: [dx], attributes: { from: 1 } });
      return [dx];
    };
  },
};
