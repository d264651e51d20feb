import type { Recipe, Subset } from '@sagittal/contracts';
import { listed, error, type RecipeProblem, warning } from './problem.ts';
import { classesOfTask } from './task-classes.ts';

/** What a split holds: per subset, how many images of each label. As stored in split.counts. */
export interface SubsetLabelCounts {
  readonly subset: Subset;
  readonly count: number;
  readonly classes: readonly { readonly name: string; readonly count: number }[];
}

/** Whether a split has enough of everything for this recipe. */
export function splitProblems(recipe: Recipe, labels: readonly string[], counts: readonly SubsetLabelCounts[]): RecipeProblem[] {
  const classes = classesOfTask(recipe.task, labels);
  const byClass = (subset: Subset) => {
    const of = new Map(counts.find((entry) => entry.subset === subset)?.classes.map((entry) => [entry.name, entry.count]));
    return classes.map(({ name, from }) => ({ name, count: from.reduce((sum, label) => sum + (of.get(label) ?? 0), 0) }));
  };
  const size = (subset: Subset) => byClass(subset).reduce((sum, { count }) => sum + count, 0);
  const training = size('TRAIN');
  const problems: RecipeProblem[] = [];
  if (training === 0)
    problems.push(error('', 'SPLIT_TOO_SMALL', 'The split has no training image of these classes.', 'Choose another split.'));
  if (size('VALIDATION') === 0) {
    problems.push(
      error(
        '',
        'SPLIT_TOO_SMALL',
        'The split has no validation image of these classes; the best weights are chosen on them.',
        'Make a split with a validation part.',
      ),
    );
  }
  if (size('TEST') === 0)
    problems.push(warning('', 'SPLIT_TOO_SMALL', 'The split has no test image of these classes: there will be no test result.'));
  const absent = byClass('TRAIN')
    .filter(({ count }) => count === 0)
    .map(({ name }) => name);
  if (training > 0 && absent.length > 0) {
    problems.push(
      warning('task.classes', 'SPLIT_TOO_SMALL', `No training image is of ${listed(absent)}: the network cannot learn it.`),
    );
  }
  if (training > 0 && recipe.batch > training) {
    problems.push(
      warning(
        'batch',
        'RECIPE_INVALID',
        `A batch of ${String(recipe.batch)} is larger than the training subset (${String(training)} images): each epoch is one step.`,
        `Choose at most ${String(training)}.`,
      ),
    );
  }
  return problems;
}
