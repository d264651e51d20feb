import { predictedClasses } from '@sagittal/models';

/** Smallest probability that a logarithm is taken of: Keras's epsilon. */
const EPSILON = 1e-7;

/** Mean cross-entropy (natural logarithm) and share of right answers, summed in double. Both NaN where there is no image. */
export function lossAndAccuracy(
  scores: Float32Array,
  labels: Int32Array,
  classCount: number,
): { loss: number; accuracy: number } {
  const predicted = predictedClasses(scores, classCount);
  let loss = 0;
  let right = 0;
  for (const [image, label] of labels.entries()) {
    loss -= Math.log(Math.max(EPSILON, scores[image * classCount + label] ?? 0));
    if (predicted[image] === label) right += 1;
  }
  return { loss: loss / labels.length, accuracy: right / labels.length };
}
