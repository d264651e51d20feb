import { nth, type OpKernels } from '../kernel.ts';
import { adamStep } from './adam-step.ts';

export const adamw: OpKernels<'adamw'> = {
  plain({ attributes }, inputs, context) {
    const { tf } = context;
    const [parameter, decay] = [nth(inputs, 0), nth(inputs, 5)];
    return adamStep(attributes, inputs, context, tf.sub(parameter, tf.mul(parameter, decay)));
  },
};
