import { expectMap } from '../../graph/expect-shape.ts';
import { oneGradient } from './one-gradient.ts';
import type { LayerRule } from './rule.ts';

export const globalAveragePool: LayerRule<'global-average-pool'> = {
  shape: (layer, inputs) => [expectMap(layer.name, inputs)[2]],
  parameters: () => [],
  derive(_layer, context) {
    const { builder, inputs, output } = context;
    const [x = ''] = inputs;
    builder.emit({ kind: 'globalAverage', inputs: [x], outputs: [output], attributes: {} });
    return oneGradient(context, (dy, dx) => ({ kind: 'globalAverageGrad', inputs: [dy], outputs: [dx], attributes: {} }));
  },
};
