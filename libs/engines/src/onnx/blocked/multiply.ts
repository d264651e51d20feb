import { nth } from '../lowering.ts';
import { readsMapsOnly, type BlockedLowering } from './blocked-lowering.ts';

export const multiply: BlockedLowering<'multiply'> = {
  suits: readsMapsOnly,
  fuses: false,
  lower({ inputs, outputs }, { writer, getBlocked, setBlocked }) {
    setBlocked(nth(outputs, 0), writer.node('Mul', inputs.map(getBlocked)));
  },
};
