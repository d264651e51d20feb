import { mapOf, nth } from '../lowering.ts';
import { readsMap, type BlockedLowering } from './blocked-lowering.ts';
import { channelMeans, channelProducts } from './channel-means.ts';
import { fillChannels, scaleChannels, trimChannels } from './channels.ts';

/**
 * dx = gamma / σ · (dy − mean(dy) − x̂ · mean(dy · x̂)), x̂ the normalised input (Ioffe and Szegedy 2015, section 3), sorted into
 * a · dy + b · x + c by channel: two passes over memory.
 */
export const batchNormGrad: BlockedLowering<'batchNormGrad'> = {
  suits: readsMap,
  fuses: true,
  lower({ inputs, outputs, attributes: { epsilon } }, context, { sum, activation }) {
    const { writer, batch, typeOf, get, getBlocked, set, setBlocked } = context;
    const type = typeOf(nth(inputs, 0));
    const [height, width, channels] = mapOf(type);
    const [dy, x] = [getBlocked(nth(inputs, 0)), getBlocked(nth(inputs, 1))];
    const [gamma, mean, variance] = [2, 3, 4].map((index) => fillChannels(context, get(nth(inputs, index)), channels)) as [
      string,
      string,
      string,
    ];
    const node = (operator: string, ...values: readonly string[]): string => writer.node(operator, values);
    const deviation = node('Sqrt', node('Add', variance, writer.scalar(epsilon)));
    const meanOfDy = channelMeans(context, dy, type);
    const alongX = node('Sub', channelProducts(context, dy, x, type), node('Mul', mean, meanOfDy));
    // mean of dy · x̂
    const alongNormal = node('Div', alongX, deviation);
    const a = node('Div', gamma, deviation);
    const b = node('Neg', node('Mul', a, node('Div', alongNormal, deviation)));
    const c = node('Neg', node('Add', node('Mul', b, mean), node('Mul', a, meanOfDy)));
    const added = sum === null ? null : getBlocked(sum);
    const ofX = scaleChannels(context, x, type, { factor: b, offset: c, sum: added });
    setBlocked(nth(outputs, 0), scaleChannels(context, dy, type, { factor: a, sum: ofX, activation }));
    const count = writer.scalar(batch * height * width);
    set(nth(outputs, 1), trimChannels(context, node('Mul', alongNormal, count), channels));
    set(nth(outputs, 2), trimChannels(context, node('Mul', meanOfDy, count), channels));
  },
};
