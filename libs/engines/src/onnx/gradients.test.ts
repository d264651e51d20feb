import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { OptimizerRecipe } from '@sagittal/contracts';
import { deriveStepGraph, STEP_VALUES, stepDecay, stepRate, type Graph, type Parameters, type StepGraph } from '@sagittal/models';
import { describe, expect, it } from 'vitest';
import { probeBlock } from './blocked/probe-block.ts';
import { compileTraining, lowerStep } from './training-session.ts';
import { createSession, floatsOf, runSession, tensorOver } from './runtime.ts';

/** One file of libs/models/golden, written by tools/golden/step_gradients.py in double. */
interface GoldenStep {
  readonly graph: Graph;
  readonly optimizer: OptimizerRecipe;
  readonly batch: number;
  readonly trained: readonly string[];
  readonly input: readonly number[];
  readonly parameters: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] }>>;
  readonly targets: readonly number[];
  readonly sampleWeights: readonly number[];
  readonly masks: Readonly<Record<string, readonly number[]>>;
  readonly losses: readonly number[];
  readonly probabilities: readonly number[];
  readonly gradients: Readonly<Record<string, readonly number[]>>;
  readonly after: Readonly<Record<string, readonly number[]>>;
}

const folder = path.join(import.meta.dirname, '../../../models/golden');
const goldens = readdirSync(folder)
  .filter((name) => name.startsWith('step-'))
  .map((name) => [name, JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as GoldenStep] as const);

function worstError(values: ArrayLike<number> | undefined, truth: readonly number[] = []): number {
  expect(values?.length).toBe(truth.length);
  const largest = Math.max(...truth.map(Math.abs), 1e-30);
  return truth.reduce((worst, value, index) => Math.max(worst, Math.abs(value - (values?.[index] ?? NaN))), 0) / largest;
}

function stepOf({ graph, optimizer, trained }: GoldenStep): StepGraph {
  return deriveStepGraph(graph, { loss: 'categorical-crossentropy', optimizer, isTrainable: (name) => trained.includes(name) });
}

function parametersOf(golden: GoldenStep): Parameters {
  return new Map(
    Object.entries(golden.parameters).map(([name, { shape, data }]) => [name, { shape, data: Float32Array.from(data) }]),
  );
}

it('has golden files', () => {
  expect(goldens.length).toBeGreaterThanOrEqual(7);
});

const block = await probeBlock();
const cases = goldens.flatMap(([name, golden]) => [
  { name, golden, kernels: 'standard operators', block: null },
  ...(block === null ? [] : [{ name, golden, kernels: 'blocked kernels', block }]),
]);

describe.each(cases)('$name by $kernels', ({ golden, block }) => {
  const step = stepOf(golden);
  const classes = golden.targets.length / golden.batch;

  it('has every gradient within 1e-5 of its largest number', async () => {
    const lowered = lowerStep(step, golden.batch, 'float32', { block, gradients: true });
    const session = await createSession(lowered.model, 2);
    const floats = (data: readonly number[], dims: readonly number[]) => tensorOver(Float32Array.from(data), dims);
    const decay = stepDecay(golden.optimizer, golden.optimizer.learningRate);
    const feeds = {
      input: floats(golden.input, [golden.batch, ...step.input.shape]),
      [STEP_VALUES.targets]: floats(golden.targets, [golden.batch, classes]),
      [STEP_VALUES.sampleWeights]: floats(golden.sampleWeights, [golden.batch]),
      [STEP_VALUES.rate]: floats([stepRate(golden.optimizer, golden.optimizer.learningRate, 1)], []),
      ...(decay === null ? {} : { [STEP_VALUES.decay]: floats([decay], []) }),
      ...Object.fromEntries(Object.entries(golden.parameters).map(([name, { data, shape }]) => [name, floats(data, shape)])),
      ...Object.fromEntries(
        step.slots.map(({ name, shape }) => [name, tensorOver(new Float32Array(shape.reduce((a, b) => a * b, 1)), shape)]),
      ),
      ...Object.fromEntries(
        step.masks.map(({ layer, shape }) => [`mask:${layer}`, floats(golden.masks[layer] ?? [], [golden.batch, ...shape])]),
      ),
    };
    const fetches = Object.fromEntries(
      [lowered.loss, lowered.probabilities, ...lowered.gradients.values()].map((name) => [name, null]),
    );
    const results = await runSession(session, feeds, fetches);
    await session.release();
    expect(worstError(floatsOf(results[lowered.probabilities]), golden.probabilities)).toBeLessThan(1e-5);
    expect([...lowered.gradients.keys()].toSorted()).toEqual(golden.trained.toSorted());
    for (const [parameter, output] of lowered.gradients) {
      expect(worstError(floatsOf(results[output]), golden.gradients[parameter]), parameter).toBeLessThan(1e-5);
    }
  });

  it('follows Keras through several steps', async () => {
    const training = await compileTraining(step, { batch: golden.batch, parameters: parametersOf(golden), threads: 2, block });
    const input = {
      data: Float32Array.from(golden.input),
      count: golden.batch,
      targets: Float32Array.from(golden.targets),
      sampleWeights: Float32Array.from(golden.sampleWeights),
      masks: new Map(Object.entries(golden.masks).map(([layer, mask]) => [layer, Float32Array.from(mask)])),
    };
    for (const loss of golden.losses) {
      const result = await training.step(input, { learningRate: golden.optimizer.learningRate });
      expect(worstError([result.loss], [loss])).toBeLessThan(2e-5);
    }
    const after = training.parameters();
    await training.dispose();
    // Adam turns the rounding of a gradient that is nearly 0 into a whole step: hence not 1e-5
    for (const [name, truth] of Object.entries(golden.after))
      expect(worstError(after.get(name)?.data, truth), name).toBeLessThan(1e-4);
  });
});
