import { drawBetween } from '../draws.ts';
import { aboutCentre } from './affine.ts';
import type { Geometry } from './geometry.ts';

export const zoom: Geometry<'zoom'> = ({ height, width }, canvas, draws) => {
  const y = 1 + drawBetween(height, draws);
  const x = width === null ? y : 1 + drawBetween(width, draws);
  return { affine: aboutCentre(canvas, [x, 0, 0, y]), canvas };
};
