import { nth } from '../lowering.ts';
import { readsMapsOnly, type BlockedLowering } from './blocked-lowering.ts';

export const add: BlockedLowering<'add'> = {
  suits: readsMapsOnly,
  fuses: false,
  lower({ inputs, outputs }, { writer, getBlocked, setBlocked }) {
    setBlocked(nth(outputs, 0), writer.node('Add', inputs.map(getBlocked)));
  },
};
