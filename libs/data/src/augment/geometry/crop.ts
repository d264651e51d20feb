import type { Geometry } from './geometry.ts';

/** A picture smaller than the window is taken whole along that axis. */
export const crop: Geometry<'crop'> = ({ height, width }, canvas, draws) => {
  const window = { height: Math.min(height, canvas.height), width: Math.min(width, canvas.width) };
  const top = Math.floor(draws.uniform() * (canvas.height - window.height + 1));
  const left = Math.floor(draws.uniform() * (canvas.width - window.width + 1));
  return { affine: [1, 0, left, 0, 1, top], canvas: window };
};
