import { expectOne } from '../../graph/expect-shape.ts';
import type { LayerRule } from './rule.ts';

/** max(0, x), or with `max` 6 the ReLU6 of MobileNet. The gradient is told from the output, so x need not be kept. */
export const relu: LayerRule<'relu'> = {
  shape: (layer, inputs) => expectOne(layer.name, inputs).shape,
  parameters: () => [],
  derive(layer, { builder, inputs, output }) {
    const [x = ''] = inputs;
    const attributes = { max: layer.max };
    builder.emit({ kind: 'relu', inputs: [x], outputs: [output], attributes });
    return (dy, [wanted]) => {
      if (!wanted) return [null];
      const dx = builder.temporary(`grad:${x}`, builder.typeOf(x));
      builder.emit({ kind: 'reluGrad', inputs: [dy, output], outputs: [dx], attributes });
      return [dx];
    };
  },
};
