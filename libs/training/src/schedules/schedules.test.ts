import { expect, test } from 'vitest';
import { scheduleOf } from './schedule-of.ts';

test('constant stays', () => {
  const rate = scheduleOf({ type: 'constant' }, 0.01);
  expect([0, 5, 9].map((step) => rate(step, 10))).toEqual([0.01, 0.01, 0.01]);
});

test('cosine begins at the rate, is halfway at the middle and ends at its share', () => {
  const rate = scheduleOf({ type: 'cosine', final: 0 }, 1e-3);
  expect(rate(0, 11)).toBe(1e-3);
  expect(rate(5, 11)).toBeCloseTo(5e-4, 12);
  expect(rate(10, 11)).toBeCloseTo(0, 12);
  expect(scheduleOf({ type: 'cosine', final: 0.1 }, 1e-3)(10, 11)).toBeCloseTo(1e-4, 12);
});

test('cosine never rises, and a training of one step takes the whole rate', () => {
  const rate = scheduleOf({ type: 'cosine', final: 0.05 }, 1);
  for (let step = 1; step < 100; step += 1) expect(rate(step, 100)).toBeLessThan(rate(step - 1, 100));
  expect(rate(0, 1)).toBe(1);
});
