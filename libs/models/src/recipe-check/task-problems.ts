import type { TaskRecipe } from '@sagittal/contracts';
import { closest } from './closest.ts';
import { error, listed, type RecipeProblem, warning } from './problem.ts';
import { classesOfTask } from './task-classes.ts';

/** Whether the recipe's classes fit together, and, where the labels are known, fit the dataset. */
export function taskProblems(task: TaskRecipe, labels: readonly string[] | undefined): RecipeProblem[] {
  return [...mapProblems(task), ...(labels ? labelProblems(task, labels) : []), ...positiveProblems(task, labels)];
}

function mapProblems(task: TaskRecipe): RecipeProblem[] {
  if (task.classes === 'labels') return [];
  const problems: RecipeProblem[] = [];
  const names = new Set<string>();
  const owner = new Map<string, string>();
  for (const [index, { name, from }] of task.classes.entries()) {
    if (names.has(name))
      problems.push(error(`task.classes.${String(index)}.name`, 'RECIPE_INVALID', `Two classes are named "${name}".`));
    names.add(name);
    for (const label of from) {
      const before = owner.get(label);
      if (before !== undefined) {
        problems.push(
          error(
            `task.classes.${String(index)}.from`,
            'RECIPE_INVALID',
            `The label "${label}" is in two classes, "${before}" and "${name}".`,
            'A label belongs to one class.',
          ),
        );
      }
      owner.set(label, name);
    }
  }
  return problems;
}

function labelProblems(task: TaskRecipe, labels: readonly string[]): RecipeProblem[] {
  if (task.classes === 'labels') {
    if (labels.length >= 2) return [];
    return [
      error(
        'task.classes',
        'RECIPE_INVALID',
        `The dataset has ${labels.length === 0 ? 'no label' : 'only one label'}; a classifier needs two.`,
      ),
    ];
  }
  const known = new Set(labels);
  const problems = task.classes.flatMap(({ from }, index) =>
    from
      .filter((label) => !known.has(label))
      .map((label) => {
        const near = closest(label, labels);
        return error(
          `task.classes.${String(index)}.from`,
          'CLASS_UNKNOWN',
          `The dataset has no label "${label}".`,
          near === undefined ? `It has ${listed(labels)}.` : `Did you mean "${near}"?`,
        );
      }),
  );
  const used = new Set(task.classes.flatMap(({ from }) => from));
  const left = labels.filter((label) => !used.has(label));
  if (left.length > 0)
    problems.push(
      warning('task.classes', 'CLASS_UNKNOWN', `Images labelled ${listed(left)} are in no class: they are left out.`),
    );
  return problems;
}

function positiveProblems(task: TaskRecipe, labels: readonly string[] | undefined): RecipeProblem[] {
  if (task.classes === 'labels' && labels === undefined) return [];
  const names = classesOfTask(task, labels ?? []).map(({ name }) => name);
  const problems = task.positive
    .filter((name) => !names.includes(name))
    .map((name) => {
      const near = closest(name, names);
      return error(
        'task.positive',
        'CLASS_UNKNOWN',
        `No class is named "${name}".`,
        near === undefined ? `There are ${listed(names)}.` : `Did you mean "${near}"?`,
      );
    });
  if (problems.length === 0 && names.length > 0 && new Set(task.positive).size === names.length) {
    problems.push(error('task.positive', 'RECIPE_INVALID', 'Every class counts as positive: nothing is left to tell them from.'));
  }
  return problems;
}
