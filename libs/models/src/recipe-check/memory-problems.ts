import type { Recipe } from '@sagittal/contracts';
import type { NetworkPlan } from '../heads/plan-network.ts';
import { type ImageCounts, largestBatch, type TrainingMemory, trainingMemory } from '../memory/training-memory.ts';
import { error, type RecipeProblem, warning } from './problem.ts';
import type { SubsetLabelCounts } from './split-problems.ts';
import { classesOfTask } from './task-classes.ts';

/** The system and other programs need some; above this share of the machine's memory a training is warned of. */
const COMFORTABLE = 0.75;
/** As the recipe allows. */
const MOST_BATCH = 4096;

/** Images of a split that the recipe's classes take. */
export function imagesOf(recipe: Recipe, labels: readonly string[], counts: readonly SubsetLabelCounts[]): ImageCounts {
  const taken = new Set(classesOfTask(recipe.task, labels).flatMap(({ from }) => from));
  const size = (subsets: readonly SubsetLabelCounts[]): number =>
    subsets.flatMap(({ classes }) => classes).reduce((sum, { name, count }) => (taken.has(name) ? sum + count : sum), 0);
  return { training: size(counts.filter(({ subset }) => subset === 'TRAIN')), all: size(counts) };
}

export interface MemoryCheck {
  readonly peakBytes: number;
  readonly problems: readonly RecipeProblem[];
}

/** Whether a training fits into the machine's memory, and with which batch it would. */
export function checkMemory(
  recipe: Recipe,
  plan: NetworkPlan,
  { counts, memoryBytes }: { readonly counts: ImageCounts | null; readonly memoryBytes: number | undefined },
): MemoryCheck {
  const memory = trainingMemory(recipe, plan, counts);
  const peakBytes = memory(recipe.batch).total;
  if (memoryBytes === undefined || peakBytes <= COMFORTABLE * memoryBytes) return { peakBytes, problems: [] };
  const { path, hint } = remedy(recipe, plan, memory, COMFORTABLE * memoryBytes);
  const problem = peakBytes > memoryBytes ? error : warning;
  return {
    peakBytes,
    problems: [
      problem(
        path,
        'OUT_OF_MEMORY',
        `It needs about ${gigabytes(peakBytes)} of memory; the trainer’s machine has ${gigabytes(memoryBytes)}.`,
        hint,
      ),
    ],
  };
}

/** What to change, and where, so that a training takes no more than `limit` bytes. */
export function remedy(
  recipe: Recipe,
  plan: NetworkPlan,
  memory: (batch: number) => TrainingMemory,
  limit: number,
): { readonly path: string; readonly hint: string } {
  const batch = largestBatch(memory, Math.min(recipe.batch, MOST_BATCH), limit);
  if (batch !== null) return { path: 'batch', hint: `A batch of ${String(batch)} fits.` };
  return {
    path: 'input',
    hint: plan.frozen
      ? 'Choose a smaller input or a smaller network.'
      : 'Not even a batch of 1 fits: choose a smaller input or network, or train the head alone (backbone.trainable: "none").',
  };
}

/** As `3.4 GB`. */
export function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
