import { nth, type Lowering } from '../lowering.ts';
import { adamStep } from './adam-step.ts';

export const adamw: Lowering<'adamw'> = (op, context) => {
  const { writer, get } = context;
  const parameter = get(nth(op.inputs, 0));
  const lost = writer.node('Mul', [parameter, get(nth(op.inputs, 5))]);
  adamStep(op, writer.node('Sub', [parameter, lost]), context);
};
