import { nth } from '../lowering.ts';
import { swishGradient } from '../ops/swish-grad.ts';
import { readsMapsOnly, type BlockedLowering } from './blocked-lowering.ts';

export const swishGrad: BlockedLowering<'swishGrad'> = {
  suits: readsMapsOnly,
  fuses: false,
  lower({ inputs, outputs }, { writer, getBlocked, setBlocked }) {
    setBlocked(nth(outputs, 0), swishGradient(writer, getBlocked(nth(inputs, 0)), getBlocked(nth(inputs, 1))));
  },
};
