import { poolShape } from './pool-shape.ts';
import type { LayerRule } from './rule.ts';

/** Largest value of each window; what padding adds at the edge never wins, of equal ones the first does. */
export const maxPool2d: LayerRule<'max-pool2d'> = {
  shape: poolShape,
  parameters: () => [],
  derive(layer, { builder, inputs, output }) {
    const [x = ''] = inputs;
    const attributes = { pool: layer.pool, strides: layer.strides, padding: layer.padding };
    builder.emit({ kind: 'poolMax', inputs: [x], outputs: [output], attributes });
    return (dy, [wanted]) => {
      if (!wanted) return [null];
      const dx = builder.temporary(`grad:${x}`, builder.typeOf(x));
      builder.emit({ kind: 'poolMaxGrad', inputs: [x, output, dy], outputs: [dx], attributes });
      return [dx];
    };
  },
};
