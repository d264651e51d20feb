import fc from 'fast-check';
import { expect, test } from 'vitest';
import { thin } from './thin.ts';

const curve = (values: readonly number[]) => ({
  values,
  steps: values.map((_, index) => index + 1),
  times: values.map((_, index) => index * 1000),
});

test('a short curve stays as it is', () => {
  expect(thin(curve([1, 2, 3]), 3)).toEqual(curve([1, 2, 3]));
});

test('each bucket keeps its minimum and maximum, in their order', () => {
  expect(thin(curve([3, 1, 2, 9, 4, 5, 0, 8]), 4)).toEqual({
    values: [1, 9, 0, 8],
    steps: [2, 4, 7, 8],
    times: [1000, 3000, 6000, 7000],
  });
});

test('a value that is no number stays visible', () => {
  expect(thin(curve([1, 2, Number.NaN, 4, 5, 6, 7, 8]), 6).values).toEqual([1, Number.NaN, 4, 5, 8]);
});

test('never longer than asked, whole range kept, steps ascend, the same each time', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 200 }),
      fc.integer({ min: 2, max: 50 }),
      (values, maxPoints) => {
        const thinned = thin(curve(values), maxPoints);
        expect(thinned.values.length).toBeLessThanOrEqual(maxPoints);
        expect(Math.max(...thinned.values)).toBe(Math.max(...values));
        expect(Math.min(...thinned.values)).toBe(Math.min(...values));
        expect([...thinned.steps].sort((a, b) => a - b)).toEqual(thinned.steps);
        expect(new Set(thinned.steps).size).toBe(thinned.steps.length);
        thinned.steps.forEach((step, index) => expect(values[step - 1]).toBe(thinned.values[index]));
        expect(thin(curve(values), maxPoints)).toEqual(thinned);
      },
    ),
  );
});
