import { expectMap } from '../../graph/expect-shape.ts';
import type { LayerRule } from './rule.ts';

/** A max pool whose window is the whole map: of equal maxima the first gets the gradient. */
export const globalMaxPool: LayerRule<'global-max-pool'> = {
  shape: (layer, inputs) => [expectMap(layer.name, inputs)[2]],
  parameters: () => [],
  derive(_layer, { builder, inputs, output }) {
    const [x = ''] = inputs;
    const [height = 1, width = 1, channels = 1] = builder.typeOf(x).shape;
    const attributes = { pool: [height, width], strides: [1, 1], padding: 'valid' } as const;
    const map = { shape: [1, 1, channels], batched: true };
    const pooled = builder.temporary(`${output}/map`, map);
    builder.emit({ kind: 'poolMax', inputs: [x], outputs: [pooled], attributes });
    builder.emit({ kind: 'reshape', inputs: [pooled], outputs: [output], attributes: {} });
    return (dy, [wanted]) => {
      if (!wanted) return [null];
      const unfolded = builder.temporary(`grad:${pooled}`, map);
      builder.emit({ kind: 'reshape', inputs: [dy], outputs: [unfolded], attributes: {} });
      const dx = builder.temporary(`grad:${x}`, builder.typeOf(x));
      builder.emit({ kind: 'poolMaxGrad', inputs: [x, pooled, unfolded], outputs: [dx], attributes });
      return [dx];
    };
  },
};
