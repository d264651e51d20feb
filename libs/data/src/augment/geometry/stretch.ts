import { drawBetween } from '../draws.ts';
import { resized } from './affine.ts';
import type { Geometry } from './geometry.ts';

/** The picture is made larger or smaller as a whole; only a crop behind it makes that visible, as in Keras. */
export const stretch: Geometry<'stretch'> = ({ height, width }, canvas, draws) => {
  const longer = (size: number, by: number): number => Math.max(1, Math.trunc(size * (1 + by)));
  const after = {
    height: longer(canvas.height, drawBetween(height, draws)),
    width: longer(canvas.width, drawBetween(width, draws)),
  };
  return { affine: resized(canvas, after), canvas: after };
};
