import type { Estimate } from '@sagittal/contracts';
import { RandomStream } from '../random/stream.ts';
import { percentileIntervals } from './bootstrap.ts';
import { type Confusion, confusionOf } from './confusion.ts';
import { f1ByClass, macro } from './f1.ts';

/** Resamples of one interval: the ends then move by about a hundredth of its width from seed to seed. */
const BOOTSTRAP_DRAWS = 2000;
export const BOOTSTRAP_SEED = 7;

export interface F1Estimates {
  readonly macro: Estimate;
  readonly byClass: readonly Estimate[];
}

/**
 * F1 of each class and their mean, with percentile bootstrap intervals over images (Efron 1979): images are drawn with
 * replacement, as often as there are images. Draw d takes its numbers from the counter-based stream
 * (seed, `bootstrap`, d), so that the interval depends on labels, answers and seed alone.
 *
 * @param labels true classes, 0 to classes − 1
 * @param predicted as long as labels
 */
export function bootstrapF1(
  labels: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
  seed: number = BOOTSTRAP_SEED,
): F1Estimates {
  const count = labels.length;
  const cells = Int32Array.from({ length: count }, (_, image) => (labels[image] ?? 0) * classes + (predicted[image] ?? 0));
  const resampled: Confusion = { classes, counts: new Float64Array(classes * classes) };
  const intervals =
    count === 0
      ? []
      : percentileIntervals(BOOTSTRAP_DRAWS, classes + 1, (draw) => {
          const stream = new RandomStream({ seed, stream: 'bootstrap', counters: [draw] });
          resampled.counts.fill(0);
          for (let image = 0; image < count; image += 1) {
            const cell = cells[stream.below(count)] ?? 0;
            resampled.counts[cell] = (resampled.counts[cell] ?? 0) + 1;
          }
          const byClass = f1ByClass(resampled);
          return [...byClass, macro(byClass)];
        });
  const points = f1ByClass(confusionOf(labels, predicted, classes));
  const method = `bootstrap (${BOOTSTRAP_DRAWS.toLocaleString('en')} draws, seed ${String(seed)})`;
  const estimate = (key: string, value: number, index: number): Estimate => {
    const interval = Number.isNaN(value) ? null : intervals[index];
    return { key, value: Number.isNaN(value) ? null : value, low: interval?.low ?? null, high: interval?.high ?? null, method };
  };
  return {
    macro: estimate('f1_macro', macro(points), classes),
    byClass: Array.from(points, (value, index) => estimate('f1', value, index)),
  };
}
