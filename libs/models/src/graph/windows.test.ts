import { expect, it } from 'vitest';
import { windowAxis } from './windows.ts';

it.each([
  // size, kernel, stride, padding → output, zeros before, zeros behind (as TensorFlow)
  [224, 3, 2, 'same', 112, 0, 1],
  [113, 3, 2, 'same', 57, 1, 1],
  [7, 3, 1, 'same', 7, 1, 1],
  [8, 2, 1, 'same', 8, 0, 1],
  [5, 1, 2, 'same', 3, 0, 0],
  [8, 3, 2, 'valid', 3, 0, 0],
  [2, 3, 1, 'valid', 0, 0, 0],
  [224, 7, 2, 3, 112, 3, 3],
  [112, 3, 2, 1, 56, 1, 1],
] as const)('%i pixels, kernel %i, stride %i, padding %s', (size, kernel, stride, padding, output, before, after) => {
  expect(windowAxis(size, kernel, stride, padding)).toEqual({ output, before, after });
});
