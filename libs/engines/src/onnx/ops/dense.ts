import { nth, type Lowering } from '../lowering.ts';
import { optionalBias } from './window-padding.ts';

export const dense: Lowering<'dense'> = ({ inputs, outputs }, { writer, get, set }) => {
  set(nth(outputs, 0), writer.node('Gemm', [get(nth(inputs, 0)), get(nth(inputs, 1)), ...optionalBias(inputs, get)]));
};
