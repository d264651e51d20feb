import { expectOne } from '../../graph/expect-shape.ts';
import { oneGradient } from './one-gradient.ts';
import type { LayerRule } from './rule.ts';

/** Inverted dropout (Srivastava et al. 2014). The mask, 0 or 1 / (1 − rate), is fed in: engines draw no random numbers. */
export const dropout: LayerRule<'dropout'> = {
  shape: (layer, inputs) => expectOne(layer.name, inputs).shape,
  parameters: () => [],
  derive(layer, context) {
    const { builder, inputs, output, training } = context;
    const [x = ''] = inputs;
    if (!training) {
      builder.emit({ kind: 'reshape', inputs: [x], outputs: [output], attributes: {} });
      return (dy) => [dy];
    }
    const mask = builder.declare(`mask:${layer.name}`, builder.typeOf(x));
    builder.emit({ kind: 'multiply', inputs: [x, mask], outputs: [output], attributes: {} });
    return oneGradient(context, (dy, dx) => ({ kind: 'multiply', inputs: [dy, mask], outputs: [dx], attributes: {} }));
  },
};
