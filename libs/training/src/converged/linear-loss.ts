/**
 * What a linear classifier is fitted to. Scores are `outputs` numbers an image; one output stands for two classes, of which the
 * second is the positive one.
 */
export interface LinearLoss {
  /** Whether the penalty is on the intercept too. */
  readonly penalisesIntercept: boolean;
  /**
   * The sum of the losses of all images, and its derivative by the scores, written over them.
   *
   * @param scores [count, outputs], overwritten
   * @param labels class by image
   */
  sum(scores: Float64Array, labels: Int32Array, outputs: number): number;
}

/** Outputs of a linear classifier for so many classes. */
export function outputsOf(classCount: number): number {
  return classCount === 2 ? 1 : classCount;
}
