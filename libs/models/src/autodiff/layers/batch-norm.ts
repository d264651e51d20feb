import { expectOne } from '../../graph/expect-shape.ts';
import type { LayerRule, ParameterSpec } from './rule.ts';

/**
 * Batch normalisation (Ioffe and Szegedy 2015) by channel. Where gamma and beta are frozen, so are the statistics: the moving
 * averages are used, as in Keras, and do not change. Variance is the biased one, as in Keras 3.
 */
export const batchNorm: LayerRule<'batch-norm'> = {
  shape: (layer, inputs) => expectOne(layer.name, inputs).shape,
  parameters(layer, inputs) {
    const { channels } = expectOne(layer.name, inputs);
    const one = (suffix: string, value: number, trainable: boolean): ParameterSpec => ({
      suffix,
      shape: [channels],
      trainable,
      initial: { kind: 'constant', value },
    });
    return [one('gamma', 1, true), one('beta', 0, true), one('moving_mean', 0, false), one('moving_variance', 1, false)];
  },
  derive(layer, context) {
    const { builder, inputs, output } = context;
    const [x = ''] = inputs;
    const [gamma, beta, movingMean, movingVariance] = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map(
      context.parameter,
    ) as [string, string, string, string];
    const attributes = { epsilon: layer.epsilon };
    if (!context.training || !(context.trains('gamma') || context.trains('beta'))) {
      builder.emit({ kind: 'normalize', inputs: [x, movingMean, movingVariance, gamma, beta], outputs: [output], attributes });
      return (dy, [wanted]) => {
        if (!wanted) return [null];
        const dx = builder.temporary(`grad:${x}`, builder.typeOf(x));
        builder.emit({ kind: 'normalizeGradInput', inputs: [dy, movingVariance, gamma], outputs: [dx], attributes });
        return [dx];
      };
    }
    const vector = builder.typeOf(gamma);
    const mean = builder.temporary(`${layer.name}/batch_mean`, vector);
    const variance = builder.temporary(`${layer.name}/batch_variance`, vector);
    builder.emit({ kind: 'batchNorm', inputs: [x, gamma, beta], outputs: [output, mean, variance], attributes });
    for (const [moving, statistic] of [
      [movingMean, mean],
      [movingVariance, variance],
    ] as const) {
      const next = builder.temporary(`${moving}/next`, vector);
      builder.emit({
        kind: 'movingAverage',
        inputs: [moving, statistic],
        outputs: [next],
        attributes: { momentum: layer.momentum },
      });
      builder.setUpdate(moving, next);
    }
    return (dy) => {
      const dx = builder.temporary(`grad:${x}`, builder.typeOf(x));
      const dgamma = builder.temporary(`grad:${gamma}`, vector);
      const dbeta = builder.temporary(`grad:${beta}`, vector);
      builder.emit({ kind: 'batchNormGrad', inputs: [dy, x, gamma, mean, variance], outputs: [dx, dgamma, dbeta], attributes });
      if (context.trains('gamma')) builder.setParameterGradient(gamma, dgamma);
      if (context.trains('beta')) builder.setParameterGradient(beta, dbeta);
      return [dx];
    };
  },
};
