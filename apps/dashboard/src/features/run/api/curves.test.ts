import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Curves, alignSeries, appendPoints, timesOf } from './curves.ts';

const empty: Curves = { lastSeq: 0, series: [] };
const at = (step: number): string => new Date(step * 1000).toISOString();
const point = (key: string, step: number, value: number | null) => ({
  key,
  unit: 'EPOCH' as const,
  step,
  value,
  time: at(step),
});

test('points follow on what is held', () => {
  const one = appendPoints(empty, 3, [point('loss', 1, 0.9), point('val_loss', 1, 1)]);
  const two = one && appendPoints(one, 5, [point('loss', 2, 0.5)]);
  expect(two).toEqual({
    lastSeq: 5,
    series: [
      { key: 'loss', unit: 'EPOCH', steps: [1, 2], values: [0.9, 0.5], times: [at(1), at(2)] },
      { key: 'val_loss', unit: 'EPOCH', steps: [1], values: [1], times: [at(1)] },
    ],
  });
  expect(one?.series[0]?.steps).toEqual([1]);
});

test('a step told again replaces its value, an earlier step asks for all again', () => {
  const held = appendPoints(empty, 2, [point('loss', 1, 0.9), point('loss', 2, 0.8)]);
  expect(held && appendPoints(held, 3, [point('loss', 2, 0.7)])?.series[0]?.values).toEqual([0.9, 0.7]);
  expect(held && appendPoints(held, 3, [point('loss', 1, 0.7)])).toBeNull();
});

test('in whatever pieces the points come, the curve is the same', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true }), { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), (values, size) => {
      const points = values.map((value, index) => point('loss', index + 1, value));
      let pieces: Curves | null = empty;
      for (let from = 0; from < points.length; from += size)
        pieces = pieces && appendPoints(pieces, from, points.slice(from, from + size));
      expect(pieces?.series).toEqual(appendPoints(empty, 0, points)?.series);
    }),
  );
});

test('metrics with gaps share their steps', () => {
  const held = appendPoints(empty, 1, [point('loss', 1, 0.9), point('loss', 2, 0.8), point('val_loss', 2, 1)]);
  const { steps, values } = alignSeries(held ?? empty, ['loss', 'val_loss', 'absent']);
  expect(steps).toEqual([1, 2]);
  expect(Object.fromEntries(values)).toEqual({ loss: [0.9, 0.8], val_loss: [null, 1] });
});

test('each step has the time at which it was first logged', () => {
  const held = appendPoints(empty, 1, [
    point('loss', 1, 0.9),
    { ...point('val_loss', 1, 1), time: at(9) },
    point('loss', 2, 0.8),
  ]);
  expect([...timesOf(held ?? empty)]).toEqual([
    [1, at(1)],
    [2, at(2)],
  ]);
});
