import { nth, type OpKernels } from '../kernel.ts';
import { adamStep } from './adam-step.ts';

export const adam: OpKernels<'adam'> = {
  plain: ({ attributes }, inputs, context) => adamStep(attributes, inputs, context, nth(inputs, 0)),
};
