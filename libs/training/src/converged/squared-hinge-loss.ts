import type { LinearLoss } from './linear-loss.ts';

/**
 * A linear support vector machine as scikit-learn's LinearSVC: each class against the rest, max(0, 1 − ±score)². The intercept is
 * penalised like a weight (`intercept_scaling` 1).
 */
export const squaredHingeLoss: LinearLoss = {
  penalisesIntercept: true,
  sum(scores, labels, outputs) {
    let loss = 0;
    for (const [image, label] of labels.entries()) {
      for (let output = 0; output < outputs; output += 1) {
        const at = image * outputs + output;
        const sign = (outputs === 1 ? label === 1 : label === output) ? 1 : -1;
        const short = Math.max(0, 1 - sign * (scores[at] ?? 0));
        loss += short * short;
        scores[at] = -2 * sign * short;
      }
    }
    return loss;
  },
};
