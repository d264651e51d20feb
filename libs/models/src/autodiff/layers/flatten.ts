import { expectOne, sizeOf } from '../../graph/expect-shape.ts';
import { oneGradient } from './one-gradient.ts';
import type { LayerRule } from './rule.ts';

export const flatten: LayerRule<'flatten'> = {
  shape: (layer, inputs) => [sizeOf(expectOne(layer.name, inputs).shape)],
  parameters: () => [],
  derive(_layer, context) {
    const { builder, inputs, output } = context;
    const [x = ''] = inputs;
    builder.emit({ kind: 'reshape', inputs: [x], outputs: [output], attributes: {} });
    return oneGradient(context, (dy, dx) => ({ kind: 'reshape', inputs: [dy], outputs: [dx], attributes: {} }));
  },
};
