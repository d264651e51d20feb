import { expect, test } from 'vitest';
import { checkRecipe } from './check-recipe.ts';
import { closest } from './closest.ts';

const base = { backbone: { architecture: 'small-cnn' } };

function problem(recipe: unknown) {
  return checkRecipe(recipe).problems[0];
}

test('a mistyped key is named with what was meant', () => {
  expect(problem({ ...base, epoch: 3 })).toMatchObject({
    path: 'epoch',
    severity: 'ERROR',
    code: 'RECIPE_UNKNOWN_KEY',
    hint: 'Did you mean "epochs"?',
  });
  expect(problem({ ...base, head: { droput: 0.1 } })).toMatchObject({ path: 'head.droput', hint: 'Did you mean "dropout"?' });
});

test('a key at the wrong place is told its place', () => {
  expect(problem({ ...base, learningRate: 0.1 })).toMatchObject({
    path: 'learningRate',
    hint: 'Did you mean "optimizer.learningRate"?',
  });
});

test('a key of another kind lists those known there', () => {
  expect(problem({ ...base, optimizer: { type: 'sgd', beta1: 0.9 } })).toMatchObject({
    path: 'optimizer.beta1',
    code: 'RECIPE_UNKNOWN_KEY',
    hint: 'Known here: type, learningRate, momentum, nesterov.',
  });
});

test('a value out of range says the range', () => {
  expect(problem({ ...base, optimizer: { type: 'adam', learningRate: -1 } })).toMatchObject({
    path: 'optimizer.learningRate',
    code: 'RECIPE_INVALID',
    message: '"optimizer.learningRate" is -1; it must be more than 0.',
  });
  expect(problem({ ...base, head: { dropout: 1 } })?.message).toBe('"head.dropout" is 1; it must be less than 1.');
  expect(problem({ ...base, input: { width: 4000 } })?.message).toBe('"input.width" is 4000; it must be at most 1024.');
});

test('a value of the wrong type, a missing one, one that is not allowed', () => {
  expect(problem({ ...base, batch: '8' })?.message).toBe('"batch" must be a number, not "8".');
  expect(problem({})?.message).toBe('"backbone" is missing.');
  expect(problem('fast')?.message).toBe('The recipe must be an object, not "fast".');
  expect(problem({ ...base, optimizer: { type: 'sgdd' } })).toMatchObject({
    path: 'optimizer.type',
    message: '"optimizer.type" is "sgdd".',
    hint: 'Allowed: "adam", "sgd", "rmsprop", "adamw".',
  });
  expect(problem({ ...base, backbone: { architecture: 'x', trainable: 'some' } })?.hint).toBe('Allowed: "all", "none".');
});

test('inside an alternative the complaint is of the entry, not of the whole', () => {
  expect(
    problem({
      ...base,
      task: {
        classes: [
          { name: 'a', from: ['x'] },
          { name: 'b', from: [] },
        ],
      },
    }),
  ).toMatchObject({
    path: 'task.classes.1.from',
    message: '"task.classes.1.from" must have at least 1 entries.',
  });
  expect(problem({ ...base, task: { classes: 'label' } })).toMatchObject({
    path: 'task.classes',
    hint: 'Allowed: "labels" or a list.',
  });
});

test('every mistake is told at once', () => {
  expect(
    checkRecipe({ ...base, epochs: 0, batch: 0, foo: 1 })
      .problems.map(({ path }) => path)
      .sort(),
  ).toEqual(['batch', 'epochs', 'foo']);
});

test.each([
  ['dropuot', 'dropout'],
  ['DROPOUT', 'dropout'],
  ['zzzzzz', undefined],
])('closest to %s is %s', (word, meant) => {
  expect(closest(word, ['dropout', 'pooling', 'dense'])).toBe(meant);
});
