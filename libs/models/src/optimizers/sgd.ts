import { STEP_VALUES } from '../autodiff/step-graph.ts';
import type { OptimizerRule } from './optimizer.ts';

/**
 * Stochastic gradient descent in Keras's form: velocity = momentum · velocity − rate · gradient, and the parameter moves by the
 * velocity, or with Nesterov (1983) by momentum · velocity − rate · gradient.
 */
export const sgd: OptimizerRule<'sgd'> = {
  slots: ({ momentum }) => (momentum > 0 ? ['velocity'] : []),
  derive(builder, { momentum, nesterov }, { parameter, gradient, slots, next, nextSlots }) {
    builder.emit({
      kind: 'sgd',
      inputs: [parameter, gradient, ...slots, STEP_VALUES.rate],
      outputs: [next, ...nextSlots],
      attributes: { momentum, nesterov },
    });
  },
  rate: (_recipe, learningRate) => learningRate,
};
