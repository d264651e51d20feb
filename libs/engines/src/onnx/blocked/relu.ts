import { nth } from '../lowering.ts';
import { readsMap, type BlockedLowering } from './blocked-lowering.ts';

export const relu: BlockedLowering<'relu'> = {
  suits: readsMap,
  fuses: false,
  lower({ inputs, outputs, attributes: { max } }, { writer, getBlocked, setBlocked }) {
    const x = getBlocked(nth(inputs, 0));
    const y = max === null ? writer.node('Relu', [x]) : writer.node('Clip', [x, writer.scalar(0), writer.scalar(max)]);
    setBlocked(nth(outputs, 0), y);
  },
};
