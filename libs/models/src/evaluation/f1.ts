import type { Confusion } from './confusion.ts';

/**
 * F1 of each class, 2·TP / (2·TP + FP + FN); NaN where a class is neither there nor predicted (0 / 0).
 */
export function f1ByClass({ classes, counts }: Confusion): Float64Array {
  const f1 = new Float64Array(classes);
  for (let index = 0; index < classes; index += 1) {
    let both = 0;
    for (let other = 0; other < classes; other += 1) {
      both += (counts[index * classes + other] ?? 0) + (counts[other * classes + index] ?? 0);
    }
    f1[index] = both === 0 ? NaN : (2 * (counts[index * classes + index] ?? 0)) / both;
  }
  return f1;
}

/** The unweighted mean over the classes for which F1 is defined; NaN where there is none. As scikit-learn's `macro`. */
export function macro(byClass: Float64Array): number {
  let sum = 0;
  let defined = 0;
  for (const value of byClass) {
    if (Number.isNaN(value)) continue;
    sum += value;
    defined += 1;
  }
  return defined === 0 ? NaN : sum / defined;
}
