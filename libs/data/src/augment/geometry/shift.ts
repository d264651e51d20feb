import { drawBetween } from '../draws.ts';
import type { Geometry } from './geometry.ts';

export const shift: Geometry<'shift'> = ({ height, width }, canvas, draws) => {
  const down = drawBetween(height, draws) * canvas.height;
  const right = drawBetween(width, draws) * canvas.width;
  return { affine: [1, 0, -right, 0, 1, -down], canvas };
};
