import type { AugmentationRecipe } from '@sagittal/contracts';
import type { Stage } from './stage.ts';

/** What is done to some pictures: each has stages of its own, the rest holds for all. Plain data, which crosses to other threads. */
export interface Augmentation extends Pick<AugmentationRecipe, 'fill' | 'interpolation'> {
  /** One list a picture, in their order. */
  readonly stages: readonly (readonly Stage[])[];
}
