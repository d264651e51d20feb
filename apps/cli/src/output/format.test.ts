import { expect, test } from 'vitest';
import { count, duration, estimate, percent, table } from './format.ts';

test('numbers as people read them', () => {
  expect(count(7019)).toBe('7,019');
  expect(percent(0.97712)).toBe('97.71 %');
  expect(percent(null)).toBe('–');
  expect(estimate({ value: 0.9771, low: 0.9675, high: 0.9839 })).toBe('97.71 % (96.75–98.39)');
  expect(estimate({ value: 0.5, low: null, high: null })).toBe('50.00 %');
  expect(estimate({ value: null, low: null, high: null })).toBe('–');
  expect(estimate(undefined)).toBe('–');
});

test.each([
  [0.4, '0 s'],
  [48, '48 s'],
  [59.6, '1 min 0 s'],
  [1865, '31 min 5 s'],
  [15_960, '4 h 26 min'],
  [-3, '0 s'],
])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test('a table is as wide as its cells, and no cell breaks a line', () => {
  expect(
    table(
      [{ title: 'name' }, { title: 'n', right: true }],
      [
        ['brain', '7,019'],
        ['a\nb', '5'],
      ],
    ),
  ).toBe(['name       n', 'brain  7,019', 'a\\nb       5'].join('\n'));
});
