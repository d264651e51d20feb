import type { AugmentationRecipe } from '@sagittal/contracts';
import { resample, type Source } from './geometry/resample.ts';
import { applyTonal } from './pixels/table.ts';
import type { Picture, Stage } from './stage.ts';

/** Does to a picture what was drawn for it. The source is left as it is; the result keeps fractions. */
export function applyAugmentation(
  source: Source,
  stages: readonly Stage[],
  { fill, interpolation }: Pick<AugmentationRecipe, 'fill' | 'interpolation'>,
): Picture {
  let picture: Picture | null = null;
  for (const stage of stages) {
    if (stage.kind === 'resample') picture = resample(picture ?? source, { ...stage, fill, interpolation });
    else applyTonal(stage, (picture ??= copied(source)));
  }
  return picture ?? copied(source);
}

function copied({ data, height, width }: Source): Picture {
  return { data: Float32Array.from(data), height, width };
}
