/** Counts of true class (rows) against predicted class (columns), row after row: [classes, classes]. */
export interface Confusion {
  readonly classes: number;
  readonly counts: Float64Array;
}

/** Counts pairs of true and predicted class. @throws RangeError where a class is out of range */
export function confusionOf(labels: ArrayLike<number>, predicted: ArrayLike<number>, classes: number): Confusion {
  const counts = new Float64Array(classes * classes);
  for (let image = 0; image < labels.length; image += 1) {
    const row = classIndex(labels[image], classes);
    const column = classIndex(predicted[image], classes);
    const cell = row * classes + column;
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return { classes, counts };
}

function classIndex(value: number | undefined, classes: number): number {
  if (value === undefined || !Number.isInteger(value) || value < 0 || value >= classes) {
    throw new RangeError(`Class ${String(value)} is none of 0 to ${String(classes - 1)}.`);
  }
  return value;
}

/** How one class came out, read as "this class or not". */
export interface ClassCounts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

export function countsOfClass({ classes, counts }: Confusion, index: number): ClassCounts {
  let row = 0;
  let column = 0;
  let all = 0;
  for (let other = 0; other < classes; other += 1) {
    row += counts[index * classes + other] ?? 0;
    column += counts[other * classes + index] ?? 0;
  }
  for (const count of counts) all += count;
  const truePositives = counts[index * classes + index] ?? 0;
  return {
    truePositives,
    falseNegatives: row - truePositives,
    falsePositives: column - truePositives,
    trueNegatives: all - row - column + truePositives,
  };
}

/** The matrix as rows, as it is stored and shown. */
export function confusionRows({ classes, counts }: Confusion): number[][] {
  return Array.from({ length: classes }, (_, row) => Array.from(counts.subarray(row * classes, (row + 1) * classes)));
}
