import { mapOf, nth } from '../lowering.ts';
import { lowerWindow, windowAttributes } from '../ops/window-padding.ts';
import { BLOCKED_DOMAIN } from '../value-forms.ts';
import { readsMap, type BlockedLowering } from './blocked-lowering.ts';

export const poolMax: BlockedLowering<'poolMax'> = {
  suits: readsMap,
  fuses: false,
  lower({ inputs, outputs, attributes }, { writer, typeOf, getBlocked, setBlocked }) {
    const [height, width] = mapOf(typeOf(nth(inputs, 0)));
    const window = windowAttributes(lowerWindow(height, width, attributes.pool, attributes));
    setBlocked(nth(outputs, 0), writer.node('MaxPool', [getBlocked(nth(inputs, 0))], window, BLOCKED_DOMAIN));
  },
};
