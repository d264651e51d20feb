import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { OptimizerRecipe } from '@sagittal/contracts';
import type { StepGraph } from '@sagittal/models';
import { deriveStepGraph, sizeOf } from '@sagittal/models';
import { describe, expect, it } from 'vitest';
import { compileTraining } from './training-session.ts';

/** Written by tools/golden/optimizer_steps.py with Keras in double. */
const golden = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../models/golden/optimizers.json'), 'utf8')) as {
  readonly start: readonly number[];
  readonly gradients: readonly (readonly number[])[];
  readonly rates: readonly number[];
  readonly cases: readonly {
    readonly name: string;
    readonly optimizer: OptimizerRecipe;
    readonly path: readonly (readonly number[])[];
  }[];
};
const SIZE = golden.start.length;

/**
 * A step whose only parameter has the gradient that is given as its data: that of a dense layer's kernel [1, n] with respect to
 * its input of 1 would be another one, so the ops before the optimizer are taken out.
 */
function bareStep(optimizer: OptimizerRecipe): StepGraph {
  const step = deriveStepGraph(
    {
      name: 'optimizer alone',
      layers: [
        { kind: 'input', name: 'input', inputs: [], shape: [1] },
        { kind: 'dense', name: 'dense', inputs: ['input'], units: SIZE, bias: false },
        { kind: 'softmax', name: 'softmax', inputs: ['dense'] },
      ],
      endpoints: {},
      output: 'softmax',
    },
    { loss: 'categorical-crossentropy', optimizer, isTrainable: () => true },
  );
  const gradient = step.gradients.get('dense/kernel') ?? '';
  const shape = [1, SIZE];
  expect(step.parameters.map(({ shape: own }) => sizeOf(own))).toEqual([SIZE]);
  return {
    ...step,
    values: new Map([
      ...step.values,
      ['logits gradient', { shape: [SIZE], batched: true }],
      [gradient, { shape, batched: false }],
    ]),
    // the targets carry the gradient: they are [batch, n], and summed over one image they are it
    ops: step.ops.map((op) =>
      op.outputs.includes(gradient)
        ? { kind: 'denseGradWeight', inputs: ['input', 'targets'], outputs: [gradient], attributes: {} }
        : op,
    ),
  };
}

describe.each(golden.cases.map((one) => [one.name, one] as const))('%s', (_name, { optimizer, path: truth }) => {
  it('takes the steps that Keras takes, within 1e-6', async () => {
    const parameters = new Map([['dense/kernel', { shape: [1, SIZE], data: Float32Array.from(golden.start) }]]);
    const training = await compileTraining(bareStep(optimizer), { batch: 1, parameters, threads: 1, block: null });
    const largest = Math.max(...truth.flat().map(Math.abs));
    for (const [index, expected] of truth.entries()) {
      await training.step(
        { data: Float32Array.of(1), count: 1, targets: Float32Array.from(golden.gradients[index] ?? []), masks: new Map() },
        { learningRate: golden.rates[index] ?? NaN },
      );
      const values = training.parameters().get('dense/kernel')?.data;
      const worst = expected.reduce((max, value, at) => Math.max(max, Math.abs(value - (values?.[at] ?? NaN))), 0);
      expect(worst / largest, `step ${String(index + 1)}`).toBeLessThan(1e-6);
    }
    await training.dispose();
  });
});
