import type { ScheduleRecipe } from '@sagittal/contracts';
import { constant } from './constant.ts';
import { cosine } from './cosine.ts';
import type { Schedule } from './schedule.ts';

/** The schedule that a recipe asks for, over the optimizer's learning rate. */
export function scheduleOf(recipe: ScheduleRecipe, learningRate: number): Schedule {
  switch (recipe.type) {
    case 'constant':
      return constant(learningRate);
    case 'cosine':
      return cosine(learningRate, recipe.final);
  }
}
