import type { Recipe } from '@sagittal/contracts';
import { categoricalCrossentropy } from './categorical-crossentropy.ts';
import type { LossRule } from './loss.ts';

export const losses: Readonly<Record<Recipe['loss']['type'], LossRule>> = { 'categorical-crossentropy': categoricalCrossentropy };
