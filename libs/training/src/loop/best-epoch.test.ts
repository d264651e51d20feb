import { expect, test } from 'vitest';
import { type EpochScore, isBetter } from './best-epoch.ts';

function bestOf(scores: readonly (readonly [accuracy: number, loss: number])[]): number | undefined {
  let best: EpochScore | null = null;
  for (const [index, [accuracy, loss]] of scores.entries()) {
    const candidate = { epoch: index + 1, accuracy, loss };
    if (isBetter(candidate, best)) best = candidate;
  }
  return best?.epoch;
}

test('the highest accuracy wins, then the lower loss, then the earlier epoch', () => {
  expect(
    bestOf([
      [0.5, 1],
      [0.7, 0.9],
      [0.6, 0.1],
    ]),
  ).toBe(2);
  expect(
    bestOf([
      [0.7, 0.9],
      [0.7, 0.8],
      [0.7, 0.85],
    ]),
  ).toBe(2);
  expect(
    bestOf([
      [0.7, 0.8],
      [0.7, 0.8],
    ]),
  ).toBe(1);
});

test('a loss that is not a number loses every tie', () => {
  expect(
    bestOf([
      [0.7, NaN],
      [0.7, 5],
    ]),
  ).toBe(2);
  expect(
    bestOf([
      [0.7, 5],
      [0.7, NaN],
    ]),
  ).toBe(1);
});
