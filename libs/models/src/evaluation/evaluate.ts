import type { EvaluationReport } from '@sagittal/contracts';
import { BOOTSTRAP_SEED, bootstrapF1 } from './bootstrap-f1.ts';
import { confusionOf, confusionRows, countsOfClass } from './confusion.ts';
import { predictedClasses } from './predicted-class.ts';
import { proportion } from './proportion.ts';

/** What is evaluated: labels and scores, nothing of a model. */
export interface EvaluationInput {
  /** Names in score order. */
  readonly classes: readonly string[];
  /** True class of each image, 0 to classes − 1. */
  readonly labels: ArrayLike<number>;
  /** [images, classes], row after row; the highest score is the answer. */
  readonly scores: ArrayLike<number>;
  /** Of the bootstrap. */
  readonly seed?: number;
}

/**
 * Accuracy and, per class read as "this class or not", sensitivity (recall), specificity and precision with Wilson's 95 %
 * intervals, F1 with bootstrap intervals, and the confusion matrix. What is not defined (a class without images, a class
 * never predicted) is null, not 0.
 *
 * @throws RangeError where scores and labels do not fit together
 */
export function evaluate({ classes, labels, scores, seed = BOOTSTRAP_SEED }: EvaluationInput): EvaluationReport {
  if (scores.length !== labels.length * classes.length) {
    throw new RangeError(
      `${String(scores.length)} scores do not fit ${String(labels.length)} images and ${String(classes.length)} classes.`,
    );
  }
  const predicted = predictedClasses(scores, classes.length);
  const confusion = confusionOf(labels, predicted, classes.length);
  const f1 = bootstrapF1(labels, predicted, classes.length, seed);
  let right = 0;
  const perClass = classes.map((className, index) => {
    const { truePositives, falsePositives, falseNegatives, trueNegatives } = countsOfClass(confusion, index);
    right += truePositives;
    const estimate = f1.byClass[index];
    if (estimate === undefined) throw new RangeError(`No F1 for class ${String(index)}.`);
    return {
      className,
      support: truePositives + falseNegatives,
      sensitivity: proportion('sensitivity', truePositives, truePositives + falseNegatives),
      specificity: proportion('specificity', trueNegatives, trueNegatives + falsePositives),
      precision: proportion('precision', truePositives, truePositives + falsePositives),
      f1: estimate,
    };
  });
  return {
    imageCount: labels.length,
    classes,
    metrics: [proportion('accuracy', right, labels.length), f1.macro],
    perClass,
    confusion: confusionRows(confusion),
  };
}
