import { dimsOf, mapOf, nth } from '../lowering.ts';
import { paddedChannels } from '../value-forms.ts';
import { readsMapsOnly, type BlockedLowering } from './blocked-lowering.ts';
import { rowProducts } from './channel-means.ts';

export const channelDot: BlockedLowering<'channelDot'> = {
  suits: readsMapsOnly,
  fuses: false,
  lower({ inputs, outputs }, context) {
    const { writer, batch, block, typeOf, getBlocked, set } = context;
    const type = typeOf(nth(inputs, 0));
    const [height, , own] = mapOf(type);
    const channels = paddedChannels(own, block);
    const rows = rowProducts(context, getBlocked(nth(inputs, 0)), getBlocked(nth(inputs, 1)), type);
    const apart = writer.node('Reshape', [rows, writer.integers(batch, channels / block, height, block)]);
    const sums = writer.node('ReduceSum', [apart, writer.integers(2)], { keepdims: 0 });
    const padded = writer.node('Reshape', [sums, writer.integers(batch, channels)]);
    const trimmed =
      channels === own ? padded : writer.node('Slice', [padded, writer.integers(0), writer.integers(own), writer.integers(1)]);
    const output = nth(outputs, 0);
    set(output, writer.node('Reshape', [trimmed, writer.integers(...dimsOf(typeOf(output), batch))]));
  },
};
