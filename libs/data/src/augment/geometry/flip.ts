import type { Geometry } from './geometry.ts';

export const flip: Geometry<'flip'> = ({ horizontal, vertical }, canvas, draws) => {
  const mirrored = draws.uniform() < horizontal;
  const upsideDown = draws.uniform() < vertical;
  const [a, c] = mirrored ? [-1, canvas.width - 1] : [1, 0];
  const [e, f] = upsideDown ? [-1, canvas.height - 1] : [1, 0];
  return { affine: [a, 0, c, 0, e, f], canvas };
};
