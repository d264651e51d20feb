import { nth } from '../lowering.ts';
import { readsMap, type BlockedLowering } from './blocked-lowering.ts';

/** Of the zeros that fill the last block, zero. */
export const swish: BlockedLowering<'swish'> = {
  suits: readsMap,
  fuses: false,
  lower({ inputs, outputs }, { writer, getBlocked, setBlocked }) {
    const x = getBlocked(nth(inputs, 0));
    setBlocked(nth(outputs, 0), writer.node('Mul', [x, writer.node('Sigmoid', [x])]));
  },
};
