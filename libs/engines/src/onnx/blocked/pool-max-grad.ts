import { dimsOf, mapOf, nth } from '../lowering.ts';
import { scatterToMaxima } from '../ops/pool-max-grad.ts';
import { lowerWindow, windowAttributes } from '../ops/window-padding.ts';
import { readsMap, type BlockedLowering } from './blocked-lowering.ts';
import { divides, gradientOfTiles } from './tiles.ts';

/**
 * Where windows do not overlap and leave nothing over, all stays in blocked form. Elsewhere the standard pool is run over again
 * for the places of its maxima, which the blocked one does not tell: cheap beside keeping them (8 bytes each) from the forward
 * pass on.
 */
export const poolMaxGrad: BlockedLowering<'poolMaxGrad'> = {
  suits: readsMap,
  fuses: false,
  lower({ inputs, outputs, attributes }, context) {
    const { writer, batch, typeOf, get, getBlocked, set, setBlocked } = context;
    const size = mapOf(typeOf(nth(inputs, 0)));
    const [x, y, dy] = [nth(inputs, 0), nth(inputs, 1), nth(inputs, 2)];
    if (divides(attributes, size)) {
      setBlocked(
        nth(outputs, 0),
        gradientOfTiles(context, [getBlocked(x), getBlocked(y), getBlocked(dy)], attributes.pool, size),
      );
      return;
    }
    const window = windowAttributes(lowerWindow(size[0], size[1], attributes.pool, attributes));
    const places = writer.furtherOutput(writer.node('MaxPool', [get(x)], window));
    const dims = dimsOf(typeOf(nth(outputs, 0)), batch);
    set(nth(outputs, 0), scatterToMaxima(writer, places, get(dy), dims, attributes));
  },
};
