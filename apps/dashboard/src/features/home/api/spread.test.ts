import { expect, test } from 'vitest';
import { spread } from './spread.ts';

const images = [
  ...Array.from({ length: 10 }, (_, n) => ({ label: 'a', n })),
  ...Array.from({ length: 2 }, (_, n) => ({ label: 'b', n })),
];

test('classes are taken in turn', () => {
  expect(spread(images, 4).map(({ label, n }) => `${label}${n}`)).toEqual(['a0', 'b0', 'a5', 'b1']);
});

test('few images are not repeated, none are none', () => {
  expect(spread(images, 24)).toHaveLength(12);
  expect(spread([], 24)).toEqual([]);
});
