import { expect, test } from 'vitest';
import { edited, parseNumber, shown, wholeRecipe } from './recipe-edit.ts';
import { recipeSections } from './recipe-fields.ts';

const base = wholeRecipe({
  backbone: { architecture: 'small-cnn' },
  optimizer: { type: 'adam', learningRate: 1e-4, beta1: 0.8 },
  head: { dense: [128, 64] },
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

test('what the fields show gives the recipe back', () => {
  const typed = Object.fromEntries(
    recipeSections(base)
      .flatMap(({ fields }) => fields)
      .map((field) => [field.path, shown(field, base)]),
  );
  expect(typed).toMatchObject({
    'optimizer.learningRate': '1e-4',
    'head.dense': '128, 64',
    'backbone.weights': '',
    epochs: '10',
  });
  expect(edited(base, typed)).toEqual({ recipe: base, problems: [] });
});

test('a field that is emptied leaves the value, or clears it where it may be absent', () => {
  expect(edited(base, { epochs: ' ' }).recipe).toEqual(base);
  expect(edited(base, { 'head.dense': '', 'head.window': '' }).recipe).toMatchObject({ head: { dense: [], window: null } });
});

test('what cannot be read is told at its field, and the rest still counts', () => {
  const { recipe, problems } = edited(base, { 'optimizer.learningRate': 'fast', seed: 'x', 'head.dense': '1, b', batch: '8' });
  expect(problems.map(({ path }) => path)).toEqual(['head.dense', 'optimizer.learningRate', 'seed']);
  expect(recipe).toMatchObject({ batch: 8, optimizer: { learningRate: 1e-4 } });
});

test('what is out of range is passed on: the server tells why', () => {
  expect(edited(base, { 'optimizer.learningRate': '-1' }).recipe).toMatchObject({ optimizer: { learningRate: -1, beta1: 0.8 } });
});

test('another optimizer brings its own defaults, and what was typed for the former counts no more', () => {
  const { recipe, problems } = edited(base, { 'optimizer.beta1': '0.5', 'optimizer.type': 'sgd', 'optimizer.momentum': '0.9' });
  expect(problems).toEqual([]);
  expect(recipe).toMatchObject({ optimizer: { type: 'sgd', learningRate: 0.01, momentum: 0.9 } });
  expect(recipe).not.toHaveProperty('optimizer.beta1');
});

test('the steps of an augmentation are written as JSON', () => {
  const steps = '[{"type":"rotate","degrees":[-10,10]},{"type":"flip"}]';
  expect(edited(base, { 'augmentation.steps': steps }).recipe).toMatchObject({
    augmentation: { steps: [{ type: 'rotate', degrees: [-10, 10] }, { type: 'flip' }] },
  });
  expect(edited(base, { 'augmentation.steps': '' })).toEqual({ recipe: base, problems: [] });
  expect(edited(base, { 'augmentation.steps': '[{' }).problems).toMatchObject([{ path: 'augmentation.steps' }]);
});
