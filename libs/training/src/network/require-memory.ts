import { AppError } from '@sagittal/contracts';
import { gigabytes, type NetworkPlan, remedy, trainingMemory } from '@sagittal/models';
import type { TrainJob } from '../job.ts';

/**
 * Looks before anything is computed whether the memory that is free now will do.
 *
 * @param availableBytes what this process may still take, beside what it has
 * @throws AppError OUT_OF_MEMORY, which names the batch that fits
 */
export function requireMemory(
  { recipe, training, validation, test }: Pick<TrainJob, 'recipe' | 'training' | 'validation' | 'test'>,
  plan: NetworkPlan,
  availableBytes: number,
): void {
  const memory = trainingMemory(recipe, plan, {
    training: training.length,
    all: training.length + validation.length + test.length,
  });
  const { total, program } = memory(recipe.batch);
  if (total - program <= availableBytes) return;
  const { path, hint } = remedy(recipe, plan, memory, availableBytes + program);
  throw new AppError('OUT_OF_MEMORY', {
    message: `The training needs about ${gigabytes(total - program)} of memory; ${gigabytes(availableBytes)} are free.`,
    field: path,
    hint: `${hint} Or stop other programs.`,
  });
}
