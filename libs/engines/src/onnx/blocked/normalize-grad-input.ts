import { mapOf, nth } from '../lowering.ts';
import { readsMap, type BlockedLowering } from './blocked-lowering.ts';
import { fillChannels, scaleChannels } from './channels.ts';

export const normalizeGradInput: BlockedLowering<'normalizeGradInput'> = {
  suits: readsMap,
  fuses: true,
  lower({ inputs, outputs, attributes: { epsilon } }, context, { sum, activation }) {
    const { writer, typeOf, get, getBlocked, setBlocked } = context;
    const type = typeOf(nth(inputs, 0));
    const [, , channels] = mapOf(type);
    const deviation = writer.node('Sqrt', [writer.node('Add', [get(nth(inputs, 1)), writer.scalar(epsilon)])]);
    const factor = writer.node('Div', [inputs.length > 2 ? get(nth(inputs, 2)) : writer.scalar(1), deviation]);
    const dx = scaleChannels(context, getBlocked(nth(inputs, 0)), type, {
      factor: fillChannels(context, factor, channels),
      sum: sum === null ? null : getBlocked(sum),
      activation,
    });
    setBlocked(nth(outputs, 0), dx);
  },
};
