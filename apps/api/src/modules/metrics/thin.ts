interface Curve {
  readonly steps: readonly number[];
  readonly values: readonly number[];
  readonly times: readonly number[];
}

/**
 * A curve with at most `maxPoints` points that still shows every peak: it is cut into buckets of equal length, and each
 * keeps its minimum, its maximum and, where the curve has such values, its first one that is not finite. The same curve
 * gives the same points. A curve that is short enough is left as it is.
 *
 * @param maxPoints at least 2
 */
export function thin({ steps, values, times }: Curve, maxPoints: number): Curve {
  if (values.length <= maxPoints) return { steps, values, times };
  const perBucket = maxPoints >= 3 && values.some((value) => !Number.isFinite(value)) ? 3 : 2;
  const buckets = Math.floor(maxPoints / perBucket);
  const kept: number[] = [];
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const start = Math.floor((bucket * values.length) / buckets);
    const end = Math.floor(((bucket + 1) * values.length) / buckets);
    kept.push(...ends(values, start, end, perBucket === 3));
  }
  const pick = (list: readonly number[]) => kept.map((index) => list[index] ?? Number.NaN);
  return { steps: pick(steps), values: pick(values), times: pick(times) };
}

/** Indices of a bucket's minimum, maximum and first value that is not finite, ascending and each once. */
function ends(values: readonly number[], start: number, end: number, withNonFinite: boolean): number[] {
  let [low, high, odd] = [-1, -1, -1];
  for (let index = start; index < end; index += 1) {
    const value = values[index] ?? Number.NaN;
    if (!Number.isFinite(value)) {
      if (odd < 0) odd = index;
      continue;
    }
    if (low < 0 || value < (values[low] ?? 0)) low = index;
    if (high < 0 || value > (values[high] ?? 0)) high = index;
  }
  const indices = new Set([low, high, withNonFinite || low < 0 ? odd : -1]);
  return [...indices].filter((index) => index >= 0).sort((a, b) => a - b);
}
