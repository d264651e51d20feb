import { expectFeatures } from '../../graph/expect-shape.ts';
import type { LayerRule } from './rule.ts';
import { deriveWeighted, weightParameters } from './weighted.ts';

/** y = x · kernel + bias, of a vector or of every token; kernel [in, out]. */
export const dense: LayerRule<'dense'> = {
  shape: (layer, inputs) => [...expectFeatures(layer.name, inputs).lead, layer.units],
  parameters(layer, inputs) {
    const { features } = expectFeatures(layer.name, inputs);
    const { units } = layer;
    return weightParameters(layer, {
      kernel: { suffix: 'kernel', shape: [features, units], fanIn: features, fanOut: units },
      outputs: units,
    });
  },
  derive: (layer, context) => deriveWeighted('dense', {}, layer, 'kernel', context),
};
