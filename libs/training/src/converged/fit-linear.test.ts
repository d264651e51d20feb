import { plainProducts } from '@sagittal/engines';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fitLinear } from './fit-linear.ts';
import { logisticLoss } from './logistic-loss.ts';
import { squaredHingeLoss } from './squared-hinge-loss.ts';

interface Golden {
  readonly count: number;
  readonly size: number;
  readonly sets: Readonly<Record<string, { readonly features: readonly number[]; readonly labels: readonly number[] }>>;
  readonly cases: readonly {
    readonly name: 'logistic' | 'svm';
    readonly classes: number;
    readonly c: number;
    readonly weights: readonly number[];
    readonly intercepts: readonly number[];
    readonly predicted: readonly number[];
  }[];
}
const golden = JSON.parse(readFileSync(new URL('./golden/linear-models.json', import.meta.url), 'utf8')) as Golden;
const { count, size } = golden;

function worst(computed: Float64Array, expected: readonly number[]): number {
  expect(computed).toHaveLength(expected.length);
  return computed.reduce((most, value, index) => Math.max(most, Math.abs(value - (expected[index] ?? NaN))), 0);
}

test.each(golden.cases.map((entry) => [entry.name, entry.classes, entry.c, entry] as const))(
  '%s of %i classes, C = %d, as scikit-learn',
  async (name, classes, c, entry) => {
    const set = golden.sets[String(classes)];
    const features = Float64Array.from(set?.features ?? []);
    const products = plainProducts({ rows: count, columns: size, data: features });
    const problem = {
      products,
      count,
      size,
      labels: Int32Array.from(set?.labels ?? []),
      classCount: classes,
      loss: name === 'logistic' ? logisticLoss : squaredHingeLoss,
    };
    const fitted = await fitLinear(problem, { c, tolerance: 1e-9, maxIterations: 20_000 });
    expect(fitted.converged).toBe(true);
    const tolerance = name === 'logistic' ? 1e-4 : 1e-3;
    expect(worst(fitted.weights, entry.weights)).toBeLessThan(tolerance);
    expect(worst(fitted.intercepts, entry.intercepts)).toBeLessThan(tolerance);

    const outputs = fitted.intercepts.length;
    const scores = await products.times(fitted.weights, outputs);
    const predicted = Array.from({ length: count }, (_, image) => {
      const row = [...fitted.intercepts].map((intercept, output) => intercept + (scores[image * outputs + output] ?? 0));
      return outputs === 1 ? ((row[0] ?? 0) > 0 ? 1 : 0) : row.indexOf(Math.max(...row));
    });
    expect(predicted).toEqual(entry.predicted);
  },
);

test('from another start comes the same model', async () => {
  const set = golden.sets['3'];
  const products = plainProducts({ rows: count, columns: size, data: Float64Array.from(set?.features ?? []) });
  const problem = { products, count, size, labels: Int32Array.from(set?.labels ?? []), classCount: 3, loss: logisticLoss };
  const options = { tolerance: 1e-9, maxIterations: 20_000 };
  const cold = await fitLinear(problem, { c: 1, ...options });
  const warm = await fitLinear(problem, { c: 1, ...options, start: await fitLinear(problem, { c: 50, ...options }) });
  expect(worst(warm.weights, [...cold.weights])).toBeLessThan(1e-5);
});
