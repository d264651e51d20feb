import { type Recipe, recipeSchema } from '@sagittal/contracts';
import { planNetwork } from '../heads/plan-network.ts';
import { augmentationProblems } from './augmentation-problems.ts';
import { checkMemory, imagesOf } from './memory-problems.ts';
import { networkProblems, type WeightsState } from './network-problems.ts';
import type { RecipeProblem } from './problem.ts';
import { schemaProblems } from './schema-problems.ts';
import { splitProblems, type SubsetLabelCounts } from './split-problems.ts';
import { classesOfTask, type TaskClass } from './task-classes.ts';
import { taskProblems } from './task-problems.ts';

/** What is known of the data and the machine; the less is known, the less is checked. */
export interface RecipeContext {
  /** Labels of the dataset version, in class order. */
  readonly labels?: readonly string[];
  /** What the split holds; needs `labels`. */
  readonly subsets?: readonly SubsetLabelCounts[];
  /** Whether a weights row's file is on this machine, or how it comes. */
  readonly weightsState?: (architecture: string, weights: string) => WeightsState;
  /** Memory of the machine that would train; undefined: not known. */
  readonly memoryBytes?: number;
}

export interface RecipeCheck {
  /** The whole recipe with its defaults; null where there is an error. */
  readonly recipe: Recipe | null;
  readonly problems: readonly RecipeProblem[];
  /** Classes of the run in score order; null without labels or where the recipe is no recipe. */
  readonly classes: readonly TaskClass[] | null;
  /** Backbone and head together; null where the classes are not known or the network cannot be built. */
  readonly totalParameters: number | null;
  readonly trainableParameters: number | null;
  /** The most memory that the training holds at once, estimated; null where there are no parameters to count. */
  readonly peakMemoryBytes: number | null;
}

/** Everything that can be said of a recipe before it is run. Never throws for a bad recipe: its problems are the answer. */
export function checkRecipe(input: unknown, context: RecipeContext = {}): RecipeCheck {
  const parsed = recipeSchema.safeParse(input);
  if (!parsed.success) {
    return {
      recipe: null,
      problems: schemaProblems(parsed.error.issues, input),
      classes: null,
      totalParameters: null,
      trainableParameters: null,
      peakMemoryBytes: null,
    };
  }
  const recipe = parsed.data;
  const { labels, subsets, weightsState, memoryBytes } = context;
  const network = networkProblems(recipe, weightsState);
  const task = taskProblems(recipe.task, labels);
  const sound = !task.some(({ severity }) => severity === 'ERROR');
  const split = sound && labels && subsets ? splitProblems(recipe, labels, subsets) : [];
  const classes = classesOfTask(recipe.task, labels ?? []);
  // weights that are missing change nothing of the network
  const plan =
    labels && sound && network.every(({ severity, code }) => severity === 'WARNING' || code === 'WEIGHTS_MISSING')
      ? planNetwork(recipe, classes.length)
      : null;
  const counts = labels && subsets ? imagesOf(recipe, labels, subsets) : null;
  const memory = plan === null || counts?.training === 0 ? null : checkMemory(recipe, plan, { counts, memoryBytes });
  const problems = [...network, ...augmentationProblems(recipe), ...task, ...split, ...(memory?.problems ?? [])];
  return {
    recipe: problems.some(({ severity }) => severity === 'ERROR') ? null : recipe,
    problems,
    classes: labels ? classes : null,
    totalParameters: plan?.totalParameters ?? null,
    trainableParameters: plan?.trainableParameters ?? null,
    peakMemoryBytes: memory?.peakBytes ?? null,
  };
}
