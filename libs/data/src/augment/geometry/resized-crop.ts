import { drawBetween } from '../draws.ts';
import type { Geometry } from './geometry.ts';

/** The aspect is drawn evenly in its logarithm, so that 3/4 is as likely as 4/3. What would stick out is cut to the picture. */
export const resizedCrop: Geometry<'resized-crop'> = ({ area, aspect }, canvas, draws) => {
  const pixels = drawBetween(area, draws) * canvas.height * canvas.width;
  const ratio = Math.exp(drawBetween([Math.log(aspect[0]), Math.log(aspect[1])], draws));
  const fit = (wanted: number, size: number): number => Math.min(size, Math.max(1, Math.round(wanted)));
  const window = {
    height: fit(Math.sqrt(pixels / ratio), canvas.height),
    width: fit(Math.sqrt(pixels * ratio), canvas.width),
  };
  const top = Math.floor(draws.uniform() * (canvas.height - window.height + 1));
  const left = Math.floor(draws.uniform() * (canvas.width - window.width + 1));
  return { affine: [1, 0, left, 0, 1, top], canvas: window };
};
