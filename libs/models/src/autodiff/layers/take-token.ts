import { AppError } from '@sagittal/contracts';
import { expectTokens } from '../../graph/expect-shape.ts';
import type { LayerRule } from './rule.ts';

/** One token as a vector: with index 0 the class token. */
export const takeToken: LayerRule<'take-token'> = {
  shape(layer, inputs) {
    const [tokens, features] = expectTokens(layer.name, inputs);
    if (!Number.isInteger(layer.index) || layer.index < 0 || layer.index >= tokens) {
      throw new AppError('INVALID_INPUT', {
        message: `Layer ${layer.name} takes token ${String(layer.index)} of ${String(tokens)}.`,
        item: layer.name,
      });
    }
    return [features];
  },
  parameters: () => [],
  derive(layer, { builder, inputs, output }) {
    const [x = ''] = inputs;
    const attributes = { from: layer.index };
    const type = builder.typeOf(x);
    const single = { shape: [1, ...type.shape.slice(1)], batched: true };
    const taken = builder.temporary(`${output}/token`, single);
    builder.emit({ kind: 'takeTokens', inputs: [x], outputs: [taken], attributes });
    builder.emit({ kind: 'reshape', inputs: [taken], outputs: [output], attributes: {} });
    return (dy, [wanted]) => {
      if (!wanted) return [null];
      const unfolded = builder.temporary(`grad:${taken}`, single);
      builder.emit({ kind: 'reshape', inputs: [dy], outputs: [unfolded], attributes: {} });
      const dx = builder.temporary(`grad:${x}`, type);
      builder.emit({ kind: 'padTokens', inputs: [unfolded], outputs: [dx], attributes });
      return [dx];
    };
  },
};
