import { expect, test } from 'vitest';
import { fieldsOf, parseNumber, partialRecipe, unreadableFields, variantRecipe } from './launch-form.ts';

const recipe = { epochs: 40, batch: 32, seed: 1, optimizer: { type: 'adam', learningRate: 0.0001 } };
const fields = { epochs: '40', batch: '32', seed: '1', learningRate: '1e-4' };

test('a recipe fills the fields, and the fields give it back', () => {
  expect(fieldsOf(recipe)).toEqual(fields);
  expect(fieldsOf({ epochs: 3 }, recipe)).toEqual({ ...fields, epochs: '3' });
  expect(partialRecipe(recipe, fields)).toEqual(recipe);
});

test.each([
  ['1e-4', 1e-4],
  ['−1', -1],
  ['-1', -1],
  ['.5', 0.5],
  ['1,000', 1000],
  [' 7 ', 7],
  ['abc', null],
  ['1e', null],
  ['', null],
  ['0x10', null],
])('%j reads as %j', (text, value) => {
  expect(parseNumber(text)).toBe(value);
});

test('an empty field leaves the value of the preset', () => {
  expect(partialRecipe(recipe, { epochs: '', batch: '16', seed: '', learningRate: '' })).toEqual({ batch: 16 });
});

test('what is no number is told at its field', () => {
  expect(unreadableFields({ ...fields, learningRate: 'fast', seed: 'x' }).map(({ path }) => path)).toEqual([
    'optimizer.learningRate',
    'seed',
  ]);
  expect(unreadableFields(fields)).toEqual([]);
});

test('a variant keeps all settings but those changed', () => {
  const whole = { ...recipe, head: { dropout: 0.2 }, optimizer: { ...recipe.optimizer, beta1: 0.9 } };
  expect(variantRecipe(whole, { ...fields, learningRate: '-1' })).toEqual({
    ...whole,
    optimizer: { type: 'adam', learningRate: -1, beta1: 0.9 },
  });
});
