import { expectOne, sizeOf } from '../../graph/expect-shape.ts';
import type { LayerRule } from './rule.ts';

export const flatten: LayerRule<'flatten'> = {
  shape: (layer, inputs) => [sizeOf(expectOne(layer.name, inputs).shape)],
  parameters: () => [],
  derive(_layer, { builder, inputs, output }) {
    const [x = ''] = inputs;
    builder.emit({ kind: 'reshape', inputs: [x], outputs: [output], attributes: {} });
    return (dy, [wanted]) => {
      if (!wanted) return [null];
      const dx = builder.temporary(`grad:${x}`, builder.typeOf(x));
      builder.emit({ kind: 'reshape', inputs: [dy], outputs: [dx], attributes: {} });
      return [dx];
    };
  },
};
