/**
 * An exponential moving average, without the pull towards zero at its beginning (as Adam's moments are corrected; Kingma &
 * Ba 2015): each value counts `weight` times as much as the one behind it. Values that are not there are left out.
 *
 * @param weight 0 (as it is) to below 1
 */
export function smoothed(values: readonly (number | null)[], weight: number): readonly (number | null)[] {
  if (weight === 0) return values;
  let mean = 0;
  let seen = 0;
  return values.map((value) => {
    if (value === null || !Number.isFinite(value)) return null;
    seen += 1;
    mean = weight * mean + (1 - weight) * value;
    return mean / (1 - weight ** seen);
  });
}
