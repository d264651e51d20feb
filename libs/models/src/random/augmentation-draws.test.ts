import { expect, test } from 'vitest';
import { augmentationDraws } from './augmentation-draws.ts';

const image = { seed: 7, epoch: 3, sha256: 'ab'.repeat(32) };
const numbers = (over: Partial<typeof image> = {}, step = 0): number[] => {
  const draws = augmentationDraws({ ...image, ...over })(step);
  return [draws.uniform(), draws.uniform()];
};

test('the same key gives the same numbers, whatever was drawn before', () => {
  const before = numbers();
  numbers({ epoch: 4 });
  expect(numbers()).toEqual(before);
});

test('another seed, epoch, image or step gives others', () => {
  const all = [numbers(), numbers({ seed: 8 }), numbers({ epoch: 4 }), numbers({ sha256: 'cd'.repeat(32) }), numbers({}, 1)];
  expect(new Set(all.map(String)).size).toBe(all.length);
});

test('what is no hash is refused', () => {
  expect(() => augmentationDraws({ ...image, sha256: '' })).toThrow('SHA-256');
});
