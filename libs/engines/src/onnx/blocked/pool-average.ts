import { mapOf, nth } from '../lowering.ts';
import { lowerWindow, windowAttributes } from '../ops/window-padding.ts';
import { BLOCKED_DOMAIN } from '../value-forms.ts';
import { readsMap, type BlockedLowering } from './blocked-lowering.ts';

export const poolAverage: BlockedLowering<'poolAverage'> = {
  suits: readsMap,
  fuses: false,
  lower({ inputs, outputs, attributes }, { writer, typeOf, getBlocked, setBlocked }) {
    const [height, width] = mapOf(typeOf(nth(inputs, 0)));
    const window = windowAttributes(lowerWindow(height, width, attributes.pool, attributes));
    const x = getBlocked(nth(inputs, 0));
    setBlocked(nth(outputs, 0), writer.node('AveragePool', [x], { ...window, count_include_pad: 0 }, BLOCKED_DOMAIN));
  },
};
