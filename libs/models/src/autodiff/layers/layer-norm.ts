import { expectFeatures } from '../../graph/expect-shape.ts';
import type { LayerRule } from './rule.ts';

/** Layer normalisation over the last axis; variance is the biased one. While training, the statistics are kept for the way back. */
export const layerNorm: LayerRule<'layer-norm'> = {
  shape(layer, inputs) {
    const { lead, features } = expectFeatures(layer.name, inputs);
    return [...lead, features];
  },
  parameters(layer, inputs) {
    const { features } = expectFeatures(layer.name, inputs);
    return [
      { suffix: 'gamma', shape: [features], trainable: true, initial: { kind: 'constant', value: 1 } },
      { suffix: 'beta', shape: [features], trainable: true, initial: { kind: 'constant', value: 0 } },
    ];
  },
  derive(layer, { builder, inputs, output, training, parameter, trains }) {
    const [x = ''] = inputs;
    const [gamma, beta] = [parameter('gamma'), parameter('beta')];
    const type = builder.typeOf(x);
    const statistic = { shape: [...type.shape.slice(0, -1), 1], batched: true };
    const kept = training
      ? [builder.temporary(`${layer.name}/mean`, statistic), builder.temporary(`${layer.name}/inverse_deviation`, statistic)]
      : [];
    builder.emit({
      kind: 'layerNorm',
      inputs: [x, gamma, beta],
      outputs: [output, ...kept],
      attributes: { epsilon: layer.epsilon },
    });
    return (dy, [wanted]) => {
      const dx = builder.temporary(`grad:${x}`, type);
      const dgamma = builder.temporary(`grad:${gamma}`, builder.typeOf(gamma));
      const dbeta = builder.temporary(`grad:${beta}`, builder.typeOf(beta));
      builder.emit({ kind: 'layerNormGrad', inputs: [dy, x, gamma, ...kept], outputs: [dx, dgamma, dbeta], attributes: {} });
      if (trains('gamma')) builder.setParameterGradient(gamma, dgamma);
      if (trains('beta')) builder.setParameterGradient(beta, dbeta);
      return [wanted ? dx : null];
    };
  },
};
