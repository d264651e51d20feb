import { quantile } from './quantile.ts';

export interface BootstrapInterval {
  readonly low: number;
  readonly high: number;
}

/**
 * Percentile intervals (95 %) of several statistics at once over resampled draws.
 *
 * @param draws number of resamples
 * @param statistics how many numbers `sample` answers with
 * @param sample the statistics of one resample; NaN where one is not defined there, and then that draw is left out of it
 * @returns per statistic its interval, null where no draw defined it
 */
export function percentileIntervals(
  draws: number,
  statistics: number,
  sample: (draw: number) => ArrayLike<number>,
): (BootstrapInterval | null)[] {
  const values = Array.from({ length: statistics }, () => new Float64Array(draws));
  const defined = new Uint32Array(statistics);
  for (let draw = 0; draw < draws; draw += 1) {
    const result = sample(draw);
    for (let index = 0; index < statistics; index += 1) {
      const value = result[index] ?? NaN;
      if (Number.isNaN(value)) continue;
      const at = defined[index] ?? 0;
      const series = values[index];
      if (series) series[at] = value;
      defined[index] = at + 1;
    }
  }
  return values.map((series, index) => {
    const count = defined[index] ?? 0;
    if (count === 0) return null;
    const sorted = series.subarray(0, count).sort();
    return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
  });
}
