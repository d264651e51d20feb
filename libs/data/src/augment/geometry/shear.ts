import { drawBetween } from '../draws.ts';
import { aboutCentre } from './affine.ts';
import type { Geometry } from './geometry.ts';

export const shear: Geometry<'shear'> = ({ x, y }, canvas, draws) => ({
  affine: aboutCentre(canvas, [1, drawBetween(x, draws), drawBetween(y, draws), 1]),
  canvas,
});
