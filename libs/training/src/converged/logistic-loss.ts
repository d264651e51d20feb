import type { LinearLoss } from './linear-loss.ts';

/** log(1 + e^x) without overflow. */
function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

/**
 * Logistic regression as scikit-learn's LogisticRegression with lbfgs: −log of the probability of the label, by softmax over the
 * classes or by the logistic function of two. The intercept is free.
 */
export const logisticLoss: LinearLoss = {
  penalisesIntercept: false,
  sum(scores, labels, outputs) {
    let loss = 0;
    for (const [image, label] of labels.entries()) {
      const row = scores.subarray(image * outputs, (image + 1) * outputs);
      if (outputs === 1) {
        const score = row[0] ?? 0;
        loss += softplus(label === 1 ? -score : score);
        row[0] = 1 / (1 + Math.exp(-score)) - label;
        continue;
      }
      const highest = row.reduce((most, score) => Math.max(most, score), -Infinity);
      const total = row.reduce((sum, score) => sum + Math.exp(score - highest), 0);
      loss += Math.log(total) + highest - (row[label] ?? 0);
      for (let output = 0; output < outputs; output += 1)
        row[output] = Math.exp((row[output] ?? 0) - highest) / total - (output === label ? 1 : 0);
    }
    return loss;
  },
};
