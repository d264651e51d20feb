import { mapOf, nth } from '../lowering.ts';
import { paddedChannels } from '../value-forms.ts';
import { isMap, type BlockedLowering } from './blocked-lowering.ts';

export const globalAverageGrad: BlockedLowering<'globalAverageGrad'> = {
  suits: ({ outputs }, typeOf) => isMap(typeOf(nth(outputs, 0))),
  fuses: false,
  lower({ inputs, outputs }, { writer, batch, block, typeOf, get, setBlocked }) {
    const [height, width, own] = mapOf(typeOf(nth(outputs, 0)));
    const channels = paddedChannels(own, block);
    const share = writer.node('Mul', [get(nth(inputs, 0)), writer.scalar(1 / (height * width))]);
    const filled = channels === own ? share : writer.node('Pad', [share, writer.integers(0, 0, 0, channels - own)]);
    const apart = writer.node('Reshape', [filled, writer.integers(batch, channels / block, 1, block)]);
    const spread = writer.node('Expand', [apart, writer.integers(batch, channels / block, height * width, block)]);
    setBlocked(nth(outputs, 0), writer.node('Reshape', [spread, writer.integers(batch, channels, height, width)]));
  },
};
