import { nth, type Lowering } from '../lowering.ts';
import { asRows } from './rows.ts';

export const denseGradWeight: Lowering<'denseGradWeight'> = ({ inputs, outputs }, context) => {
  const [x, dy] = [asRows(nth(inputs, 0), context), asRows(nth(inputs, 1), context)];
  context.set(nth(outputs, 0), context.writer.node('Gemm', [x, dy], { transA: 1 }));
};
