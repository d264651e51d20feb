import { mapOf, nth } from '../lowering.ts';
import { readsMap, type BlockedLowering } from './blocked-lowering.ts';
import { channelMeans } from './channel-means.ts';
import { trimChannels } from './channels.ts';

export const channelSum: BlockedLowering<'channelSum'> = {
  suits: readsMap,
  fuses: false,
  lower({ inputs, outputs }, context) {
    const { writer, batch, typeOf, getBlocked, set } = context;
    const type = typeOf(nth(inputs, 0));
    const [height, width, channels] = mapOf(type);
    const mean = channelMeans(context, getBlocked(nth(inputs, 0)), type);
    const sum = writer.node('Mul', [mean, writer.scalar(batch * height * width)]);
    set(nth(outputs, 0), trimChannels(context, sum, channels));
  },
};
