import type { AugmentationRecipe } from '@sagittal/contracts';
import type { Draws } from './draws.ts';
import { fuse, IDENTITY, resized, type Affine } from './geometry/affine.ts';
import type { Canvas } from './geometry/geometry.ts';
import { isGeometric, move } from './geometry/table.ts';
import { drawTonal } from './pixels/table.ts';
import type { Stage } from './stage.ts';

/**
 * Draws what happens to one picture: neighbouring geometric steps become one resampling, and the last one brings the picture to
 * its size again.
 *
 * @param size of the picture as it is decoded, and as the network takes it
 * @param drawsOf the random numbers of one step (0 is the first): a step that is added changes no other's
 */
export function drawAugmentation(
  { steps }: Pick<AugmentationRecipe, 'steps'>,
  size: Canvas,
  drawsOf: (step: number) => Draws,
): Stage[] {
  const stages: Stage[] = [];
  let canvas = size;
  let pending: Affine | null = null;
  const resampleTo = (to: Canvas): void => {
    if (pending !== null) stages.push({ kind: 'resample', affine: pending, ...to });
    pending = null;
  };
  for (const [index, step] of steps.entries()) {
    if (isGeometric(step)) {
      const moved = move(step, canvas, drawsOf(index));
      pending = fuse(pending ?? IDENTITY, moved.affine);
      canvas = moved.canvas;
    } else {
      resampleTo(canvas);
      stages.push(drawTonal(step, drawsOf(index)));
    }
  }
  if (canvas.height !== size.height || canvas.width !== size.width) pending = fuse(pending ?? IDENTITY, resized(canvas, size));
  resampleTo(size);
  return stages;
}
