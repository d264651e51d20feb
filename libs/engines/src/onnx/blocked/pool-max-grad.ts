import { dimsOf, mapOf, nth } from '../lowering.ts';
import { scatterToMaxima } from '../ops/pool-max-grad.ts';
import { lowerWindow, windowAttributes } from '../ops/window-padding.ts';
import { readsMap, type BlockedLowering } from './blocked-lowering.ts';

/**
 * The blocked pool does not tell the places of its maxima, so the standard one is run over again for them. That is cheap beside
 * keeping the places (8 bytes each) from the forward pass on.
 */
export const poolMaxGrad: BlockedLowering<'poolMaxGrad'> = {
  suits: readsMap,
  fuses: false,
  lower({ inputs, outputs, attributes }, { writer, batch, typeOf, get, set }) {
    const [height, width] = mapOf(typeOf(nth(inputs, 0)));
    const window = windowAttributes(lowerWindow(height, width, attributes.pool, attributes));
    const places = writer.furtherOutput(writer.node('MaxPool', [get(nth(inputs, 0))], window));
    const dims = dimsOf(typeOf(nth(outputs, 0)), batch);
    set(nth(outputs, 0), scatterToMaxima(writer, places, get(nth(inputs, 2)), dims, attributes));
  },
};
