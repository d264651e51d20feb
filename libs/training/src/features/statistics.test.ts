import { expect, test } from 'vitest';
import { standardizeParameters } from './statistics.ts';

test('mean and population variance of each feature', () => {
  const parameters = standardizeParameters(Float32Array.from([1, 10, 2, 10, 3, 10, 6, 10]), 2);
  expect(parameters.get('head_standardize/mean')).toEqual({ shape: [2], data: Float32Array.from([3, 10]) });
  expect(parameters.get('head_standardize/variance')).toEqual({ shape: [2], data: Float32Array.from([3.5, 0]) });
});

test('a large offset does not drown a small spread', () => {
  const features = Float32Array.from({ length: 10_000 }, (_, index) => 4096 + (index % 2) / 1024);
  expect(standardizeParameters(features, 1).get('head_standardize/variance')?.data[0]).toBeCloseTo(0.25 / 1024 ** 2, 15);
});
