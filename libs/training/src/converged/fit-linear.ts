import type { MatrixProducts } from '@sagittal/engines';
import { type LinearLoss, outputsOf } from './linear-loss.ts';
import { minimise, type MinimiseOptions } from './minimise.ts';

export interface LinearProblem {
  /** Features [count, size], as products. */
  readonly products: MatrixProducts;
  readonly count: number;
  readonly size: number;
  /** Class by image. */
  readonly labels: Int32Array;
  readonly classCount: number;
  readonly loss: LinearLoss;
}

/** Weights [size, outputs] and intercepts [outputs]; one output for two classes. */
export interface LinearModel {
  readonly weights: Float64Array;
  readonly intercepts: Float64Array;
}

export interface LinearFit extends LinearModel {
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * Minimises ½ · Σ weights² + C · Σ losses, as scikit-learn does, divided by C · count so that the tolerance does not depend on
 * either.
 *
 * @param c the inverse strength of the penalty, scikit-learn's `C`
 * @param start where to begin; absent: zeros. The result does not depend on it but within the tolerance.
 */
export async function fitLinear(
  { products, count, size, labels, classCount, loss }: LinearProblem,
  { c, start, ...options }: MinimiseOptions & { readonly c: number; readonly start?: LinearModel },
): Promise<LinearFit> {
  const outputs = outputsOf(classCount);
  const weightCount = size * outputs;
  const strength = 1 / (c * count);
  const begin = new Float64Array(weightCount + outputs);
  if (start !== undefined) {
    begin.set(start.weights);
    begin.set(start.intercepts, weightCount);
  }
  const penalised = loss.penalisesIntercept ? begin.length : weightCount;
  const { point, iterations, converged } = await minimise(
    async (at) => {
      const scores = await products.times(at.slice(0, weightCount), outputs);
      addToRows(scores, at.subarray(weightCount));
      const value = loss.sum(scores, labels, outputs) / count;
      const gradient = new Float64Array(at.length);
      gradient.set(await products.transposedTimes(scores, outputs));
      gradient.set(columnSums(scores, outputs), weightCount);
      let squares = 0;
      for (let index = 0; index < at.length; index += 1) {
        const weight = index < penalised ? (at[index] ?? 0) : 0;
        squares += weight * weight;
        gradient[index] = (gradient[index] ?? 0) / count + strength * weight;
      }
      return { value: value + (strength * squares) / 2, gradient };
    },
    begin,
    options,
  );
  return { weights: point.slice(0, weightCount), intercepts: point.slice(weightCount), iterations, converged };
}

function addToRows(scores: Float64Array, intercepts: Float64Array): void {
  for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] ?? 0) + (intercepts[at % intercepts.length] ?? 0);
}

function columnSums(values: Float64Array, columns: number): Float64Array {
  const sums = new Float64Array(columns);
  for (let at = 0; at < values.length; at += 1) sums[at % columns] = (sums[at % columns] ?? 0) + (values[at] ?? 0);
  return sums;
}
