import { expectOne } from '../../graph/expect-shape.ts';
import type { LayerRule } from './rule.ts';

/** Features brought to mean 0 and deviation 1 by statistics that are set before training. */
export const standardize: LayerRule<'standardize'> = {
  shape: (layer, inputs) => expectOne(layer.name, inputs).shape,
  parameters(layer, inputs) {
    const { channels } = expectOne(layer.name, inputs);
    return [
      { suffix: 'mean', shape: [channels], trainable: false, initial: { kind: 'constant', value: 0 } },
      { suffix: 'variance', shape: [channels], trainable: false, initial: { kind: 'constant', value: 1 } },
      ...(layer.counted === true
        ? [{ suffix: 'count', shape: [], trainable: false, initial: { kind: 'constant', value: 0 } } as const]
        : []),
    ];
  },
  derive(layer, { builder, inputs, output, parameter }) {
    const [x = ''] = inputs;
    const attributes = { epsilon: layer.epsilon };
    const variance = parameter('variance');
    builder.emit({ kind: 'normalize', inputs: [x, parameter('mean'), variance], outputs: [output], attributes });
    return (dy, [wanted]) => {
      if (!wanted) return [null];
      const dx = builder.temporary(`grad:${x}`, builder.typeOf(x));
      builder.emit({ kind: 'normalizeGradInput', inputs: [dy, variance], outputs: [dx], attributes });
      return [dx];
    };
  },
};
