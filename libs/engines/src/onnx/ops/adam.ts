import { nth, type Lowering } from '../lowering.ts';
import { adamStep } from './adam-step.ts';

export const adam: Lowering<'adam'> = (op, context) => adamStep(op, context.get(nth(op.inputs, 0)), context);
