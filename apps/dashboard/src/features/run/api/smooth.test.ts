import { expect, test } from 'vitest';
import { smoothed } from './smooth.ts';

test('weight 0 leaves the values, a constant stays what it is', () => {
  expect(smoothed([3, null, 5], 0)).toEqual([3, null, 5]);
  for (const value of smoothed([2, 2, 2, 2], 0.9)) expect(value).toBeCloseTo(2, 12);
});

test('each value is the weighted mean of those before it', () => {
  const [first, second, third] = smoothed([1, 3, 2], 0.5);
  expect(first).toBeCloseTo(1, 12);
  expect(second).toBeCloseTo((0.5 * 1 + 3) / 1.5, 12);
  expect(third).toBeCloseTo((0.25 * 1 + 0.5 * 3 + 2) / 1.75, 12);
});

test('a gap stays a gap and pulls nothing', () => {
  expect(smoothed([1, null, 1, Number.NaN, 1], 0.6).map((value) => value && Math.round(value * 1e9) / 1e9)).toEqual([
    1,
    null,
    1,
    null,
    1,
  ]);
});
