import { poolShape } from './pool-shape.ts';
import { oneGradient } from './one-gradient.ts';
import type { LayerRule } from './rule.ts';

/** Mean of each window over the places inside the map, as in Keras and TensorFlow. */
export const averagePool2d: LayerRule<'average-pool2d'> = {
  shape: poolShape,
  parameters: () => [],
  derive(layer, context) {
    const { builder, inputs, output } = context;
    const [x = ''] = inputs;
    const attributes = { pool: layer.pool, strides: layer.strides, padding: layer.padding };
    builder.emit({ kind: 'poolAverage', inputs: [x], outputs: [output], attributes });
    return oneGradient(context, (dy, dx) => ({ kind: 'poolAverageGrad', inputs: [dy], outputs: [dx], attributes }));
  },
};
