import { AppError } from '@sagittal/contracts';
import { expectOne } from '../../graph/expect-shape.ts';
import type { LayerContext, LayerRule, ParameterSpec } from './rule.ts';

/** Gamma or beta; where the layer goes without, 1s or 0s in its place. */
function parameterOr(has: boolean, suffix: string, value: number, { builder, output, parameter }: LayerContext): string {
  if (has) return parameter(suffix);
  const type = builder.typeOf(parameter('moving_mean'));
  const constant = builder.temporary(`${output}/no_${suffix}`, type);
  builder.emit({ kind: 'constant', inputs: [], outputs: [constant], attributes: { value } });
  return constant;
}

/**
 * Batch normalisation (Ioffe and Szegedy 2015) by channel. Where gamma and beta are frozen, so are the statistics: the moving
 * averages are used, as in Keras, and do not change. Variance is the biased one, as in Keras 3.
 */
export const batchNorm: LayerRule<'batch-norm'> = {
  shape(layer, inputs) {
    if (layer.scale === false && layer.center === false) {
      throw new AppError('INVALID_INPUT', {
        message: `Layer ${layer.name} has neither gamma nor beta: it could not be told frozen from trained.`,
        item: layer.name,
      });
    }
    return expectOne(layer.name, inputs).shape;
  },
  parameters(layer, inputs) {
    const { channels } = expectOne(layer.name, inputs);
    const one = (suffix: string, value: number, trainable: boolean): ParameterSpec => ({
      suffix,
      shape: [channels],
      trainable,
      initial: { kind: 'constant', value },
    });
    return [
      ...(layer.scale === false ? [] : [one('gamma', 1, true)]),
      ...(layer.center === false ? [] : [one('beta', 0, true)]),
      one('moving_mean', 0, false),
      one('moving_variance', 1, false),
    ];
  },
  derive(layer, context) {
    const { builder, inputs, output } = context;
    const [x = ''] = inputs;
    const gamma = parameterOr(layer.scale !== false, 'gamma', 1, context);
    const beta = parameterOr(layer.center !== false, 'beta', 0, context);
    const movingMean = context.parameter('moving_mean');
    const movingVariance = context.parameter('moving_variance');
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
