import { nth, type Lowering } from '../lowering.ts';
import { asRows, setRows } from './rows.ts';
import { optionalBias } from './window-padding.ts';

export const dense: Lowering<'dense'> = ({ inputs, outputs }, context) => {
  const rows = asRows(nth(inputs, 0), context);
  const { writer, get } = context;
  setRows(nth(outputs, 0), writer.node('Gemm', [rows, get(nth(inputs, 1)), ...optionalBias(inputs, get)]), context);
};
