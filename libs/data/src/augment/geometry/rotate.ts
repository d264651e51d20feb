import { drawBetween } from '../draws.ts';
import { aboutCentre } from './affine.ts';
import type { Geometry } from './geometry.ts';

export const rotate: Geometry<'rotate'> = ({ degrees }, canvas, draws) => {
  const angle = (drawBetween(degrees, draws) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return { affine: aboutCentre(canvas, [cos, -sin, sin, cos]), canvas };
};
