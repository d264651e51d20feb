import { expect, test } from 'vitest';
import { differences } from './compare.ts';

const kept = { source: 'Keras 3', losses: [1000, 0.001], each: [{ name: 'a', single: 3e-8, total: 4 }] };

test('rounding is not told, measured by the largest of a list', () => {
  expect(differences(kept, { ...kept, losses: [1000, 0.00101] })).toEqual([]);
  expect(differences(kept, { ...kept, losses: [1000.01, 0.001] })).toEqual(['losses.0 is 1000.01, not 1000']);
  expect(differences(kept, { ...kept, losses: [1000, NaN] })).toHaveLength(1);
});

test('what is not compared, and what is', () => {
  const other = { ...kept, each: [{ name: 'a', single: 9e-8, total: 4 }] };
  expect(differences(kept, other, ['single'])).toEqual([]);
  expect(differences(kept, other)).toEqual(['each.0.single is 9e-8, not 3e-8']);
});

test.each([
  [{ ...kept, losses: [1] }, 'losses has 1 numbers, not 2'],
  [{ ...kept, more: 1 }, 'the file has a new more'],
  [{ ...kept, source: 'Keras 4' }, 'source is "Keras 4", not "Keras 3"'],
  [{ ...kept, losses: undefined }, 'losses is undefined, not [1000,0.001]'],
  [null, 'the file is null, not {"source":"Keras 3","losses":[1000,0.001],"each":[{"name":"a'],
])('another shape is told: %j', (made, problem) => {
  expect(differences(kept, made)).toEqual([problem]);
});
