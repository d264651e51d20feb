import { expect, test } from 'vitest';
import { lossAndAccuracy } from './loss-and-accuracy.ts';

test('mean cross-entropy and share of right answers', () => {
  const { loss, accuracy } = lossAndAccuracy(Float32Array.from([0.5, 0.5, 0.25, 0.75]), Int32Array.from([0, 0]), 2);
  expect(loss).toBeCloseTo((Math.log(2) + Math.log(4)) / 2, 7);
  expect(accuracy).toBe(0.5);
});

test('a probability of 0 costs much, not infinitely much', () => {
  expect(lossAndAccuracy(Float32Array.from([0, 1]), Int32Array.from([0]), 2).loss).toBeCloseTo(16.118, 3);
});

test('NaN scores give a NaN loss', () => {
  expect(lossAndAccuracy(Float32Array.from([NaN, NaN]), Int32Array.from([0]), 2).loss).toBeNaN();
});
