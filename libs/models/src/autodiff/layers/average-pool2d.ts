import { poolShape } from './pool-shape.ts';
import type { LayerRule } from './rule.ts';

/** Mean of each window over the places inside the map, as in Keras and TensorFlow. */
export const averagePool2d: LayerRule<'average-pool2d'> = {
  shape: poolShape,
  parameters: () => [],
  derive(layer, { builder, inputs, output }) {
    const [x = ''] = inputs;
    const attributes = { pool: layer.pool, strides: layer.strides, padding: layer.padding };
    builder.emit({ kind: 'poolAverage', inputs: [x], outputs: [output], attributes });
    return (dy, [wanted]) => {
      if (!wanted) return [null];
      const dx = builder.temporary(`grad:${x}`, builder.typeOf(x));
      builder.emit({ kind: 'poolAverageGrad', inputs: [dy], outputs: [dx], attributes });
      return [dx];
    };
  },
};
