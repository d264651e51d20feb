import { mapOf, nth } from '../lowering.ts';
import { readsMap, type BlockedLowering } from './blocked-lowering.ts';
import { fillChannels, scaleChannels } from './channels.ts';

/** With gamma and beta only: without them the standard lowering takes the difference first, which keeps more digits. */
export const normalize: BlockedLowering<'normalize'> = {
  suits: (op, typeOf) => readsMap(op, typeOf) && op.inputs.length === 5,
  fuses: true,
  lower({ inputs, outputs, attributes: { epsilon } }, context, { sum, activation }) {
    const { writer, typeOf, get, getBlocked, setBlocked } = context;
    const type = typeOf(nth(inputs, 0));
    const [, , channels] = mapOf(type);
    const [mean, variance, gamma, beta] = [1, 2, 3, 4].map((index) => get(nth(inputs, index))) as [
      string,
      string,
      string,
      string,
    ];
    const deviation = writer.node('Sqrt', [writer.node('Add', [variance, writer.scalar(epsilon)])]);
    const factor = writer.node('Div', [gamma, deviation]);
    const offset = writer.node('Sub', [beta, writer.node('Mul', [mean, factor])]);
    const y = scaleChannels(context, getBlocked(nth(inputs, 0)), type, {
      factor: fillChannels(context, factor, channels),
      offset: fillChannels(context, offset, channels),
      sum: sum === null ? null : getBlocked(sum),
      activation,
    });
    setBlocked(nth(outputs, 0), y);
  },
};
