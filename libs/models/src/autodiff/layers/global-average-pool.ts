import { expectMap } from '../../graph/expect-shape.ts';
import type { LayerRule } from './rule.ts';

export const globalAveragePool: LayerRule<'global-average-pool'> = {
  shape: (layer, inputs) => [expectMap(layer.name, inputs)[2]],
  parameters: () => [],
  derive(_layer, { builder, inputs, output }) {
    const [x = ''] = inputs;
    builder.emit({ kind: 'globalAverage', inputs: [x], outputs: [output], attributes: {} });
    return (dy, [wanted]) => {
      if (!wanted) return [null];
      const dx = builder.temporary(`grad:${x}`, builder.typeOf(x));
      builder.emit({ kind: 'globalAverageGrad', inputs: [dy], outputs: [dx], attributes: {} });
      return [dx];
    };
  },
};
