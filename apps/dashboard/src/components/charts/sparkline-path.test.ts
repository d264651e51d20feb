import { expect, test } from 'vitest';
import { sparklinePath } from './sparkline-path.ts';

test('a curve goes from left to right, its highest value at the top', () => {
  expect(sparklinePath([1, 2, 3], [0.5, 0.9, 0.7], 60, 20)).toEqual({ path: 'M0 20L30 0L60 10', end: [60, 10] });
});

test('what is not there leaves a gap, and the line ends at the last value there is', () => {
  expect(sparklinePath([1, 2, 3, 4], [0, null, 1, Number.NaN], 30, 10)).toEqual({ path: 'M0 10M20 0', end: [20, 0] });
});

test('a flat curve lies in the middle, a single point at the right, none is none', () => {
  expect(sparklinePath([1, 2], [0.4, 0.4], 10, 8)?.path).toBe('M0 4L10 4');
  expect(sparklinePath([7], [0.4], 10, 8)).toEqual({ path: 'M10 4', end: [10, 4] });
  expect(sparklinePath([1], [null], 10, 8)).toBeNull();
  expect(sparklinePath([], [], 10, 8)).toBeNull();
});
