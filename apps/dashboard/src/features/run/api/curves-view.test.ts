import { expect, test } from 'vitest';
import { curvesView, secondsOf, spanRange } from './curves-view.ts';

test('how curves are drawn is read from the URL, nonsense counting as absent', () => {
  expect(curvesView(new URLSearchParams('by=time&scale=log&smooth=0.9&span=half'))).toEqual({
    by: 'time',
    log: true,
    smooth: 0.9,
    span: 'half',
  });
  expect(curvesView(new URLSearchParams('by=x&scale=x&smooth=2&span=x'))).toEqual({
    by: 'epoch',
    log: false,
    smooth: 0,
    span: 'all',
  });
});

test('a span is the end of what there is', () => {
  expect(spanRange([1, 2, 3, 4, 5], 'half')).toEqual([3, 5]);
  expect(spanRange([1, 5], 'quarter')).toEqual([4, 5]);
  expect(spanRange([1, 5], 'all')).toBeNull();
  expect(spanRange([3], 'half')).toBeNull();
  expect(spanRange([], 'half')).toBeNull();
});

test('steps have their seconds, and never an earlier one than the step before', () => {
  const times = new Map([
    [1, '2026-01-01T00:00:10.000Z'],
    [3, '2026-01-01T00:00:05.000Z'],
    [4, '2026-01-01T00:01:00.000Z'],
  ]);
  expect(secondsOf([1, 2, 3, 4], times, '2026-01-01T00:00:00.000Z')).toEqual([10, 10, 10, 60]);
  expect(secondsOf([1], times, null)).toEqual([0]);
});
