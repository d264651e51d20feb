import { mapOf, nth } from '../lowering.ts';
import { readsMap, type BlockedLowering } from './blocked-lowering.ts';
import { channelMeans, channelProducts } from './channel-means.ts';
import { fillChannels, scaleChannels, trimChannels } from './channels.ts';

/**
 * The variance is E[x²] − mean², as its sums need no pass that writes. Where a mean is many times the deviation that loses digits;
 * the standard lowering does not.
 */
export const batchNorm: BlockedLowering<'batchNorm'> = {
  suits: readsMap,
  fuses: true,
  lower({ inputs, outputs, attributes: { epsilon } }, context, { sum, activation }) {
    const { writer, typeOf, get, getBlocked, set, setBlocked } = context;
    const type = typeOf(nth(inputs, 0));
    const [, , channels] = mapOf(type);
    const x = getBlocked(nth(inputs, 0));
    const [gamma, beta] = [1, 2].map((index) => fillChannels(context, get(nth(inputs, index)), channels)) as [string, string];
    const mean = channelMeans(context, x, type);
    const difference = writer.node('Sub', [channelProducts(context, x, x, type), writer.node('Mul', [mean, mean])]);
    const variance = writer.node('Relu', [difference]);
    const deviation = writer.node('Sqrt', [writer.node('Add', [variance, writer.scalar(epsilon)])]);
    const factor = writer.node('Div', [gamma, deviation]);
    const offset = writer.node('Sub', [beta, writer.node('Mul', [mean, factor])]);
    const added = sum === null ? null : getBlocked(sum);
    setBlocked(nth(outputs, 0), scaleChannels(context, x, type, { factor, offset, sum: added, activation }));
    set(nth(outputs, 1), trimChannels(context, mean, channels));
    set(nth(outputs, 2), trimChannels(context, variance, channels));
  },
};
