import { expect, test } from 'vitest';
import { placeOn, rateScale } from './scale.ts';

test('a scale reaches over all values with few, round ticks', () => {
  expect(rateScale([0.9675, 0.9839])).toEqual({ min: 0.96, max: 0.99, ticks: [0.96, 0.97, 0.98, 0.99] });
  expect(rateScale([0.7713, 0.99, null])).toEqual({ min: 0.75, max: 1, ticks: [0.75, 0.8, 0.85, 0.9, 0.95, 1] });
  expect(rateScale([0, 1]).ticks).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(rateScale([]).ticks.length).toBeGreaterThan(1);
  const { min, max } = rateScale([1, 1]);
  expect(min).toBeLessThan(max);
});

test('a value has its place, and never leaves the scale', () => {
  const scale = { min: 0.5, max: 1, ticks: [] };
  expect(placeOn(scale, 0.75)).toBe(0.5);
  expect(placeOn(scale, 0.1)).toBe(0);
  expect(placeOn(scale, 2)).toBe(1);
});
