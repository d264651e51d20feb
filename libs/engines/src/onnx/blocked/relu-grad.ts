import { nth } from '../lowering.ts';
import { readsMapsOnly, type BlockedLowering } from './blocked-lowering.ts';

/** Steep enough that all but numbers of no size pass whole, and a power of two, so that max · STEEP is exact. */
const STEEP = 2 ** 100;

/**
 * dy times 1 where y passes, else 0. HardSigmoid, 0 to 1 with a slope, makes that factor on all threads; Sign runs on one and takes
 * several times as long.
 */
export const reluGrad: BlockedLowering<'reluGrad'> = {
  suits: readsMapsOnly,
  fuses: false,
  lower({ inputs, outputs, attributes: { max } }, { writer, getBlocked, setBlocked }) {
    const [dy, y] = [getBlocked(nth(inputs, 0)), getBlocked(nth(inputs, 1))];
    const line = (alpha: number, beta: number): string =>
      writer.node('HardSigmoid', [y], { alpha: { float: alpha }, beta: { float: beta } });
    const dx = writer.node('Mul', [dy, line(STEEP, 0)]);
    setBlocked(nth(outputs, 0), max === null ? dx : writer.node('Mul', [dx, line(-STEEP, max * STEEP)]));
  },
};
