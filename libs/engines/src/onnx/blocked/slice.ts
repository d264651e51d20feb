import { mapOf, nth } from '../lowering.ts';
import { readsMap, type BlockedLowering } from './blocked-lowering.ts';

export const slice: BlockedLowering<'slice'> = {
  suits: (op, typeOf, block) =>
    readsMap(op, typeOf) && op.attributes.from % block === 0 && (typeOf(nth(op.outputs, 0)).shape[2] ?? 0) % block === 0,
  fuses: false,
  lower({ inputs, outputs, attributes: { from } }, { writer, typeOf, getBlocked, setBlocked }) {
    const [, , channels] = mapOf(typeOf(nth(outputs, 0)));
    const bounds = [writer.integers(from), writer.integers(from + channels), writer.integers(1)];
    setBlocked(nth(outputs, 0), writer.node('Slice', [getBlocked(nth(inputs, 0)), ...bounds]));
  },
};
