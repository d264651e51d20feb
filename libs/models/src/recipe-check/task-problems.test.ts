import { expect, test } from 'vitest';
import { checkRecipe } from './check-recipe.ts';

const labels = ['glioma', 'meningioma', 'notumor'];
const backbone = { architecture: 'small-cnn' };
const subset = (name: 'TRAIN' | 'VALIDATION' | 'TEST', counts: number[]) => ({
  subset: name,
  count: counts.reduce((sum, count) => sum + count, 0),
  classes: labels.map((label, index) => ({ name: label, count: counts[index] ?? 0 })),
});
const split = [subset('TRAIN', [10, 10, 10]), subset('VALIDATION', [2, 2, 2]), subset('TEST', [2, 2, 2])];

test('labels become classes, or are mapped to them', () => {
  expect(checkRecipe({ backbone }, { labels }).classes?.map(({ name }) => name)).toEqual(labels);
  const classes = [
    { name: 'tumor', from: ['glioma', 'meningioma'] },
    { name: 'none', from: ['notumor'] },
  ];
  const check = checkRecipe({ backbone, task: { classes, positive: ['tumor'] } }, { labels, subsets: split });
  expect(check.problems.filter(({ path }) => path !== 'batch')).toEqual([]);
  expect(check.classes).toEqual(classes);
});

test('a label that the dataset lacks is named with the nearest', () => {
  const check = checkRecipe(
    {
      backbone,
      task: {
        classes: [
          { name: 'a', from: ['gliom'] },
          { name: 'b', from: ['notumor'] },
        ],
      },
    },
    { labels },
  );
  expect(check.recipe).toBeNull();
  expect(check.problems).toContainEqual(
    expect.objectContaining({ path: 'task.classes.0.from', code: 'CLASS_UNKNOWN', hint: 'Did you mean "glioma"?' }),
  );
});

test('a label left out is a warning, a label twice an error', () => {
  const left = checkRecipe(
    {
      backbone,
      task: {
        classes: [
          { name: 'a', from: ['glioma'] },
          { name: 'b', from: ['notumor'] },
        ],
      },
    },
    { labels },
  );
  expect(left.recipe).not.toBeNull();
  expect(left.problems).toContainEqual(
    expect.objectContaining({ severity: 'WARNING', message: 'Images labelled "meningioma" are in no class: they are left out.' }),
  );
  const twice = checkRecipe({
    backbone,
    task: {
      classes: [
        { name: 'a', from: ['glioma'] },
        { name: 'a', from: ['glioma'] },
      ],
    },
  });
  expect(twice.problems.map(({ message }) => message)).toEqual([
    'Two classes are named "a".',
    'The label "glioma" is in two classes, "a" and "a".',
  ]);
});

test('a positive class must be one of the classes, and not all of them', () => {
  expect(checkRecipe({ backbone, task: { positive: ['glioam'] } }, { labels }).problems).toContainEqual(
    expect.objectContaining({ path: 'task.positive', code: 'CLASS_UNKNOWN', hint: 'Did you mean "glioma"?' }),
  );
  expect(checkRecipe({ backbone, task: { positive: labels } }, { labels }).recipe).toBeNull();
});

test('one label is no classification', () => {
  expect(checkRecipe({ backbone }, { labels: ['only'] }).problems[0]?.message).toContain('only one label');
});

test('a batch larger than the training subset is a warning with the number', () => {
  const check = checkRecipe({ backbone, batch: 64 }, { labels, subsets: split });
  expect(check.recipe).not.toBeNull();
  expect(check.problems).toContainEqual(
    expect.objectContaining({ path: 'batch', severity: 'WARNING', hint: 'Choose at most 30.' }),
  );
});

test('a split without validation cannot choose weights; without test it is only said', () => {
  const noValidation = [subset('TRAIN', [10, 10, 10]), subset('VALIDATION', [0, 0, 0]), subset('TEST', [0, 0, 0])];
  const check = checkRecipe({ backbone, batch: 8 }, { labels, subsets: noValidation });
  expect(check.problems.map(({ code, severity }) => [code, severity])).toEqual([
    ['SPLIT_TOO_SMALL', 'ERROR'],
    ['SPLIT_TOO_SMALL', 'WARNING'],
  ]);
});
