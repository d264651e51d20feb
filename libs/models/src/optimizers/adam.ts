import { STEP_VALUES } from '../autodiff/step-graph.ts';
import { biasCorrected } from './bias-corrected.ts';
import type { OptimizerRule } from './optimizer.ts';

/**
 * Adam (Kingma and Ba 2015) in Keras's form, where epsilon is added after the bias correction was moved into the rate:
 * parameter −= rate · m / (√v + epsilon), rate = learning rate · √(1 − beta2^t) / (1 − beta1^t).
 */
export const adam: OptimizerRule<'adam'> = {
  slots: () => ['m', 'v'],
  derive(builder, { beta1, beta2, epsilon }, { parameter, gradient, slots, next, nextSlots }) {
    builder.emit({
      kind: 'adam',
      inputs: [parameter, gradient, ...slots, STEP_VALUES.rate],
      outputs: [next, ...nextSlots],
      attributes: { beta1, beta2, epsilon },
    });
  },
  rate: ({ beta1, beta2 }, learningRate, iteration) => biasCorrected(learningRate, beta1, beta2, iteration),
};
