import { nth } from '../lowering.ts';
import { readsMap, type BlockedLowering } from './blocked-lowering.ts';

/** Images lie one after the other in both forms. */
export const scaleImages: BlockedLowering<'scaleImages'> = {
  suits: readsMap,
  fuses: false,
  lower({ inputs, outputs }, { writer, batch, get, getBlocked, setBlocked }) {
    const scale = writer.node('Reshape', [get(nth(inputs, 1)), writer.integers(batch, 1, 1, 1)]);
    setBlocked(nth(outputs, 0), writer.node('Mul', [getBlocked(nth(inputs, 0)), scale]));
  },
};
