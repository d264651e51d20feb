import { expect, test } from 'vitest';
import { Rate } from './rate.ts';

test('a steady rate is told as it is, with the time left', () => {
  const rate = new Rate(0);
  expect(rate.figures(100)).toEqual({});
  for (let second = 1; second <= 5; second += 1) rate.update(second * 50, second * 1000);
  expect(rate.figures(100).imagesPerSecond).toBeCloseTo(50, 9);
  expect(rate.figures(100).etaSeconds).toBeCloseTo(2, 9);
});

test('a change of speed takes over within seconds', () => {
  const rate = new Rate(0);
  rate.update(100, 1000);
  for (let second = 2; second <= 20; second += 1) rate.update(100 + (second - 1) * 10, second * 1000);
  const { imagesPerSecond } = rate.figures(0);
  expect(imagesPerSecond).toBeGreaterThan(9);
  expect(imagesPerSecond).toBeLessThan(20);
});
