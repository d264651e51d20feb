import { poolShape } from './pool-shape.ts';
import { oneGradient } from './one-gradient.ts';
import type { LayerRule } from './rule.ts';

/** Largest value of each window; what padding adds at the edge never wins, of equal ones the first does. */
export const maxPool2d: LayerRule<'max-pool2d'> = {
  shape: poolShape,
  parameters: () => [],
  derive(layer, context) {
    const { builder, inputs, output } = context;
    const [x = ''] = inputs;
    const attributes = { pool: layer.pool, strides: layer.strides, padding: layer.padding };
    builder.emit({ kind: 'poolMax', inputs: [x], outputs: [output], attributes });
    return oneGradient(context, (dy, dx) => ({ kind: 'poolMaxGrad', inputs: [x, output, dy], outputs: [dx], attributes }));
  },
};
