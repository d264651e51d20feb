/** Quantile of the standard normal distribution at 0.975: half width of a two-sided 95 % interval. */
const Z = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval of a proportion, 95 %, without continuity correction (Wilson 1927, J. Am. Stat. Assoc. 22:209).
 * It stays inside [0, 1] and is not empty at 0 or n successes, where the usual ± is.
 *
 * @param successes 0 to n
 * @param n number of trials
 * @returns null where n is 0: no trial, no interval
 */
export function wilson(successes: number, n: number): Interval | null {
  if (n === 0) return null;
  const share = successes / n;
  const z2 = Z * Z;
  const denominator = 1 + z2 / n;
  const centre = (share + z2 / (2 * n)) / denominator;
  const half = (Z / denominator) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  // at the ends the bound is 0 or 1 exactly; rounding would leave 1e-17 beside it
  return { low: successes === 0 ? 0 : Math.max(0, centre - half), high: successes === n ? 1 : Math.min(1, centre + half) };
}
