import { expectOne } from '../../graph/expect-shape.ts';
import { oneGradient } from './one-gradient.ts';
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
  derive(layer, context) {
    const { builder, inputs, output, parameter } = context;
    const [x = ''] = inputs;
    const attributes = { epsilon: layer.epsilon };
    const variance = parameter('variance');
    builder.emit({ kind: 'normalize', inputs: [x, parameter('mean'), variance], outputs: [output], attributes });
    return oneGradient(context, (dy, dx) => ({ kind: 'normalizeGradInput', inputs: [dy, variance], outputs: [dx], attributes }));
  },
};
