import { expectOne } from '../../graph/expect-shape.ts';
import { oneGradient } from './one-gradient.ts';
import type { LayerRule } from './rule.ts';

/** One number of the mask an image, 0 or 1 / (1 − rate), fed in as dropout's is (Keras: Dropout with noise_shape (None, 1, 1, 1)). */
export const stochasticDepth: LayerRule<'stochastic-depth'> = {
  shape: (layer, inputs) => expectOne(layer.name, inputs).shape,
  parameters: () => [],
  derive(layer, context) {
    const { builder, inputs, output, training } = context;
    const [x = ''] = inputs;
    if (!training) {
      builder.emit({ kind: 'reshape', inputs: [x], outputs: [output], attributes: {} });
      return (dy) => [dy];
    }
    const mask = builder.declare(`mask:${layer.name}`, { shape: [], batched: true });
    builder.emit({ kind: 'scaleImages', inputs: [x, mask], outputs: [output], attributes: {} });
    return oneGradient(context, (dy, dx) => ({ kind: 'scaleImages', inputs: [dy, mask], outputs: [dx], attributes: {} }));
  },
};
