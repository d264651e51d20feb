import { STEP_VALUES } from '../autodiff/step-graph.ts';
import type { OptimizerRule } from './optimizer.ts';

/**
 * RMSprop (Hinton 2012) in Keras's form, where epsilon stands under the root: the step is rate · gradient / √(mean square + epsilon),
 * or, with momentum, what has gathered of such steps. `centered` takes the squared mean gradient from the mean square.
 */
export const rmsprop: OptimizerRule<'rmsprop'> = {
  slots: ({ momentum, centered }) => [
    'velocity',
    ...(momentum > 0 ? ['momentum'] : []),
    ...(centered ? ['average_gradient'] : []),
  ],
  derive(builder, { rho, momentum, epsilon, centered }, { parameter, gradient, slots, next, nextSlots }) {
    builder.emit({
      kind: 'rmsprop',
      inputs: [parameter, gradient, ...slots, STEP_VALUES.rate],
      outputs: [next, ...nextSlots],
      attributes: { rho, momentum, epsilon, centered },
    });
  },
  rate: (_recipe, learningRate) => learningRate,
};
