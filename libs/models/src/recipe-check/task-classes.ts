import type { TaskRecipe } from '@sagittal/contracts';

/** A class of the run and the dataset's labels that count as it. */
export interface TaskClass {
  readonly name: string;
  readonly from: readonly string[];
}

/**
 * The classes of a run, in score order: each label of the dataset as it is, or as the recipe maps them.
 *
 * @param labels the dataset version's labels, in class order
 */
export function classesOfTask(task: TaskRecipe, labels: readonly string[]): TaskClass[] {
  return task.classes === 'labels' ? labels.map((label) => ({ name: label, from: [label] })) : task.classes;
}
