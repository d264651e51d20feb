/** What of a curve a sparkline draws: a path in a box of the given size, and where it ends. */
export interface SparklinePath {
  readonly path: string;
  readonly end: readonly [number, number];
}

/**
 * A curve as an SVG path over its own range, the first step at the left and the last at the right. Values that are not there
 * leave a gap. Null where there is nothing to draw.
 */
export function sparklinePath(
  steps: readonly number[],
  values: readonly (number | null)[],
  width: number,
  height: number,
): SparklinePath | null {
  const finite = values.filter((value): value is number => value !== null && Number.isFinite(value));
  if (finite.length === 0) return null;
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const [first = 0, last = 0] = [steps[0], steps.at(-1)];
  const x = (step: number): number => (last === first ? width : ((step - first) / (last - first)) * width);
  const y = (value: number): number => (high === low ? height / 2 : height - ((value - low) / (high - low)) * height);
  let path = '';
  let end: [number, number] = [0, 0];
  let pen = 'M';
  steps.forEach((step, index) => {
    const value = values[index];
    if (value === null || value === undefined || !Number.isFinite(value)) {
      pen = 'M';
      return;
    }
    end = [round(x(step)), round(y(value))];
    path += `${pen}${end[0]} ${end[1]}`;
    pen = 'L';
  });
  return { path, end };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
