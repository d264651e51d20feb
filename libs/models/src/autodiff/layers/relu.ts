import { expectOne } from '../../graph/expect-shape.ts';
import { oneGradient } from './one-gradient.ts';
import type { LayerRule } from './rule.ts';

/** max(0, x), or with `max` 6 the ReLU6 of MobileNet. The gradient is told from the output, so x need not be kept. */
export const relu: LayerRule<'relu'> = {
  shape: (layer, inputs) => expectOne(layer.name, inputs).shape,
  parameters: () => [],
  derive(layer, context) {
    const { builder, inputs, output } = context;
    const [x = ''] = inputs;
    const attributes = { max: layer.max };
    builder.emit({ kind: 'relu', inputs: [x], outputs: [output], attributes });
    return oneGradient(context, (dy, dx) => ({ kind: 'reluGrad', inputs: [dy, output], outputs: [dx], attributes }));
  },
};
