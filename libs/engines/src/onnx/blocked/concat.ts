import { nth } from '../lowering.ts';
import { readsMapsOnly, type BlockedLowering } from './blocked-lowering.ts';

/** Whole blocks stand one after the other in memory, so that channels are joined as in standard form. */
export const concat: BlockedLowering<'concat'> = {
  suits: (op, typeOf, block) =>
    readsMapsOnly(op, typeOf) && op.inputs.every((name) => (typeOf(name).shape[2] ?? 0) % block === 0),
  fuses: false,
  lower({ inputs, outputs }, { writer, getBlocked, setBlocked }) {
    setBlocked(nth(outputs, 0), writer.node('Concat', inputs.map(getBlocked), { axis: 1 }));
  },
};
