import { nth, type Lowering } from '../lowering.ts';
import { asRows, setRows } from './rows.ts';

export const denseGradInput: Lowering<'denseGradInput'> = ({ inputs, outputs }, context) => {
  const rows = asRows(nth(inputs, 0), context);
  setRows(nth(outputs, 0), context.writer.node('Gemm', [rows, context.get(nth(inputs, 1))], { transB: 1 }), context);
};
