import { mapOf, nth } from '../lowering.ts';
import { BLOCKED_DOMAIN } from '../value-forms.ts';
import { readsMap, type BlockedLowering } from './blocked-lowering.ts';

export const globalAverage: BlockedLowering<'globalAverage'> = {
  suits: readsMap,
  fuses: false,
  lower({ inputs, outputs }, { writer, batch, typeOf, getBlocked, set }) {
    const [, , channels] = mapOf(typeOf(nth(inputs, 0)));
    const map = writer.node('GlobalAveragePool', [getBlocked(nth(inputs, 0))], {}, BLOCKED_DOMAIN);
    // of one position, blocked and standard form are the same but for the filling
    const vector = writer.node('Reshape', [map, writer.integers(batch, -1)]);
    set(nth(outputs, 0), writer.node('Slice', [vector, writer.integers(0), writer.integers(channels), writer.integers(1)]));
  },
};
