/**
 * A quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996; numpy's default).
 *
 * @param sorted ascending, not empty, no NaN
 * @param share 0 to 1
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const low = sorted[below] ?? NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN;
  return low + (high - low) * (position - below);
}
