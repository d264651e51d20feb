import { expect, test } from 'vitest';
import { recipeSections } from './recipe-fields.ts';

const fields = (recipe: unknown) => recipeSections(recipe).flatMap((section) => section.fields);
const paths = (recipe: unknown): string[] => fields(recipe).map(({ path }) => path);

test('the form has the sections of the recipe, each value once', () => {
  const sections = recipeSections({ optimizer: { type: 'adam' } });
  expect(sections.map(({ title }) => title).slice(0, 4)).toEqual(['Backbone', 'Head', 'Augmentation', 'Training']);
  const all = paths({ optimizer: { type: 'adam' } });
  expect(new Set(all).size).toBe(all.length);
  for (const path of ['backbone.weights', 'head.dropout', 'optimizer.learningRate', 'epochs', 'batch', 'seed'])
    expect(all).toContain(path);
  expect(all.some((path) => path.startsWith('task') || path === 'kind')).toBe(false);
});

test('the settings follow the chosen optimizer', () => {
  expect(paths({ optimizer: { type: 'sgd' } })).toContain('optimizer.momentum');
  expect(paths({ optimizer: { type: 'sgd' } })).not.toContain('optimizer.beta1');
  expect(paths({ optimizer: { type: 'adam' } })).toContain('optimizer.beta1');
});

test('a field knows how it is edited and what it may hold', () => {
  const of = (path: string) => fields({ optimizer: { type: 'sgd' } }).find((field) => field.path === path);
  expect(of('head.dropout')).toMatchObject({ label: 'Dropout', note: '0 to under 1', type: { kind: 'number', whole: false } });
  expect(of('head.dense')?.type).toEqual({ kind: 'list' });
  expect(of('augmentation.steps')?.type).toEqual({ kind: 'json' });
  expect(of('optimizer.nesterov')?.type).toEqual({ kind: 'switch' });
  expect(of('backbone.weights')?.type).toEqual({ kind: 'text', nullable: true });
  expect(of('optimizer.type')?.type).toMatchObject({ kind: 'choice' });
  expect(of('input.height')).toMatchObject({ note: '16 to 1024', type: { kind: 'number', whole: true } });
});
