import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import golden from './golden/evaluation.json' with { type: 'json' };
import { predictedClasses } from './predicted-class.ts';
import { wilson } from './wilson.ts';

interface Triple {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

function expectClose(ours: Triple, theirs: Triple): void {
  for (const key of ['value', 'low', 'high'] as const) {
    if (theirs[key] === null) expect(ours[key]).toBeNull();
    else expect(ours[key]).toBeCloseTo(theirs[key], 12);
  }
}

test.each(golden.cases.map((entry) => [entry.name, entry] as const))(
  '%s: the numbers of scikit-learn and statsmodels',
  (_, entry) => {
    const classes = Array.from({ length: entry.classes }, (_, index) => `class ${String(index)}`);
    const report = evaluate({ classes, labels: entry.labels, scores: Float32Array.from(entry.scores) });
    expect(report.imageCount).toBe(entry.labels.length);
    expect(report.confusion).toEqual(entry.confusion);
    const [accuracy, f1Macro] = report.metrics;
    expect(accuracy).toMatchObject({ key: 'accuracy', method: 'wilson' });
    expect(f1Macro).toMatchObject({ key: 'f1_macro', method: 'bootstrap (2,000 draws, seed 7)' });
    if (accuracy) expectClose(accuracy, entry.accuracy);
    if (f1Macro) expectClose(f1Macro, entry.f1Macro);
    expect(report.perClass.map(({ support }) => support)).toEqual(entry.perClass.map(({ support }) => support));
    for (const [index, theirs] of entry.perClass.entries()) {
      const ours = report.perClass[index];
      if (ours === undefined) throw new Error('a class is missing');
      for (const key of ['sensitivity', 'specificity', 'precision', 'f1'] as const) expectClose(ours[key], theirs[key]);
    }
  },
);

test.each(golden.proportions)('Wilson of $successes in $n', ({ successes, n, low, high }) => {
  const interval = wilson(successes, n);
  expect(interval?.low).toBeCloseTo(low, 12);
  expect(interval?.high).toBeCloseTo(high, 12);
});

test('no trial, no interval', () => {
  expect(wilson(0, 0)).toBeNull();
});

test('Wilson holds its proportion and stays inside 0 to 1', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.nat(), (n, drawn) => {
      const successes = drawn % (n + 1);
      const interval = wilson(successes, n);
      return (
        interval !== null &&
        interval.low >= 0 &&
        interval.high <= 1 &&
        interval.low <= successes / n &&
        successes / n <= interval.high
      );
    }),
  );
});

test('an empty subset has no numbers, and no error', () => {
  const report = evaluate({ classes: ['a', 'b'], labels: [], scores: [] });
  expect(report.metrics.map(({ value, low, high }) => [value, low, high])).toEqual([
    [null, null, null],
    [null, null, null],
  ]);
  expect(report.perClass[0]).toMatchObject({
    support: 0,
    sensitivity: { value: null },
    precision: { value: null },
    f1: { value: null, low: null },
  });
});

test('another seed moves the bootstrap alone', () => {
  const input = {
    classes: ['a', 'b'],
    labels: [0, 0, 1, 1, 0, 1, 1],
    scores: [0.9, 0.1, 0.2, 0.8, 0.3, 0.7, 0.1, 0.9, 0.6, 0.4, 0.7, 0.3, 0.2, 0.8],
  };
  const first = evaluate(input);
  expect(evaluate(input)).toEqual(first);
  const other = evaluate({ ...input, seed: 8 });
  expect(other.metrics[0]).toEqual(first.metrics[0]);
  expect(other.metrics[1]?.value).toBe(first.metrics[1]?.value);
  expect(other.metrics[1]?.method).toBe('bootstrap (2,000 draws, seed 8)');
});

test('of equal scores the first class is the answer', () => {
  expect([...predictedClasses([0.5, 0.5, 0, 1, 0.2, 0.2], 2)]).toEqual([0, 1, 0]);
});

test('scores that do not fit are refused', () => {
  expect(() => evaluate({ classes: ['a', 'b'], labels: [0], scores: [1] })).toThrow(RangeError);
  expect(() => evaluate({ classes: ['a', 'b'], labels: [2], scores: [1, 0] })).toThrow(RangeError);
});
