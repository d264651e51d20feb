import { STEP_VALUES } from '../autodiff/step-graph.ts';
import { biasCorrected } from './bias-corrected.ts';
import type { OptimizerRule } from './optimizer.ts';

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019) in Keras's form: before Adam's step every trained parameter loses
 * learning rate · weight decay of itself, without bias correction.
 */
export const adamw: OptimizerRule<'adamw'> = {
  slots: () => ['m', 'v'],
  derive(builder, { beta1, beta2, epsilon }, { parameter, gradient, slots, next, nextSlots }) {
    builder.emit({
      kind: 'adamw',
      inputs: [parameter, gradient, ...slots, STEP_VALUES.rate, STEP_VALUES.decay],
      outputs: [next, ...nextSlots],
      attributes: { beta1, beta2, epsilon },
    });
  },
  rate: ({ beta1, beta2 }, learningRate, iteration) => biasCorrected(learningRate, beta1, beta2, iteration),
  decay: ({ weightDecay }, learningRate) => learningRate * weightDecay,
};
