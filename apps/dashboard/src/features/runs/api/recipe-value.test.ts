import { expect, test } from 'vitest';
import { recipeValue } from './recipe-value.ts';

test.each([
  ['optimizer.learningRate', '1e-4'],
  ['optimizer.type', 'adam'],
  ['optimizer.nesterov', 'no'],
  ['head.dense', '128, 64'],
  ['head.none', 'none'],
  ['epochs', '25'],
  ['not.there', '–'],
  ['backbone.weights', '–'],
])('%s is told as %s', (path, text) => {
  const recipe = {
    epochs: 25,
    backbone: { weights: null },
    head: { dense: [128, 64], none: [] },
    optimizer: { type: 'adam', learningRate: 0.0001, nesterov: false },
  };
  expect(recipeValue(recipe, path)).toBe(text);
});
