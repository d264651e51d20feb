import { expect, test } from 'vitest';
import { highlighted, matches } from './matches.ts';

test('every word must be there, in any order', () => {
  expect(matches('Launch with preset ResNet50', 'resn launch')).toBe(true);
  expect(matches('Launch with preset ResNet50', 'vgg')).toBe(false);
  expect(matches('Home', '')).toBe(true);
});

test('what was typed is marked where it stands', () => {
  expect(highlighted('resnet50-full', 'RES')).toEqual([
    { text: 'res', hit: true },
    { text: 'net50-full', hit: false },
  ]);
  expect(highlighted('a run', 'run a')).toEqual([
    { text: 'a', hit: true },
    { text: ' ', hit: false },
    { text: 'run', hit: true },
  ]);
  expect(highlighted('Trainers', '')).toEqual([{ text: 'Trainers', hit: false }]);
});

test('overlapping words and letters that change their length do no harm', () => {
  expect(highlighted('aaa', 'aa aaa').map(({ text }) => text)).toEqual(['aa', 'a']);
  expect(highlighted('İstanbul', 'stan')).toEqual([{ text: 'İstanbul', hit: false }]);
});
