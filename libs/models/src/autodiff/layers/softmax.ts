import { AppError } from '@sagittal/contracts';
import { expectVector } from '../../graph/expect-shape.ts';
import type { LayerRule } from './rule.ts';

/** Probabilities. Its backward belongs to the loss, which is differentiated from the logits at once (exact and stable). */
export const softmax: LayerRule<'softmax'> = {
  shape: (layer, inputs) => [expectVector(layer.name, inputs)],
  parameters: () => [],
  derive(layer, { builder, inputs, output }) {
    builder.emit({ kind: 'softmax', inputs, outputs: [output], attributes: {} });
    return () => {
      throw new AppError('NOT_SUPPORTED_YET', {
        message: `Softmax stands at the end of a network only; ${layer.name} does not.`,
        item: layer.name,
      });
    };
  },
};
