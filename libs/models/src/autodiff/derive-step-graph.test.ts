import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { OptimizerRecipe } from '@sagittal/contracts';
import { describe, expect, it } from 'vitest';
import type { Graph } from '../graph/graph.ts';
import { stepDecay, stepRate } from '../optimizers/table.ts';
import { RandomStream } from '../random/stream.ts';
import { deriveForwardGraph } from './derive-forward-graph.ts';
import { deriveStepGraph } from './derive-step-graph.ts';
import { interpret } from './reference/interpret.ts';
import { STEP_VALUES, type StepGraph } from './step-graph.ts';

/** One file of libs/models/golden, written by tools/golden/step_gradients.py. */
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

const folder = path.join(import.meta.dirname, '../../golden');
const goldens = readdirSync(folder)
  .filter((name) => name.startsWith('step-'))
  .map((name) => [name, JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as GoldenStep] as const);

function stepOf(golden: GoldenStep): StepGraph {
  const trained = new Set(golden.trained);
  return deriveStepGraph(golden.graph, {
    loss: 'categorical-crossentropy',
    optimizer: golden.optimizer,
    isTrainable: (name) => trained.has(name),
  });
}

function givenOf(golden: GoldenStep, step: StepGraph, iteration = 1): Map<string, ArrayLike<number>> {
  const decay = stepDecay(golden.optimizer, golden.optimizer.learningRate);
  return new Map<string, ArrayLike<number>>([
    ['input', golden.input],
    [STEP_VALUES.targets, golden.targets],
    [STEP_VALUES.sampleWeights, golden.sampleWeights],
    [STEP_VALUES.rate, [stepRate(golden.optimizer, golden.optimizer.learningRate, iteration)]],
    ...(decay === null ? [] : [[STEP_VALUES.decay, [decay]] as const]),
    ...Object.entries(golden.parameters).map(([name, { data }]) => [name, data] as const),
    ...Object.entries(golden.masks).map(([layer, data]) => [`mask:${layer}`, data] as const),
    ...step.slots.map(
      ({ name, shape }) => [name, new Float64Array(shape.reduce((product, length) => product * length, 1))] as const,
    ),
  ]);
}

function worstError(values: ArrayLike<number> | undefined, truth: readonly number[]): number {
  expect(values?.length).toBe(truth.length);
  const largest = Math.max(...truth.map(Math.abs), 1e-300);
  return truth.reduce((worst, value, index) => Math.max(worst, Math.abs(value - (values?.[index] ?? NaN))), 0) / largest;
}

it('has golden files', () => {
  expect(goldens.length).toBeGreaterThanOrEqual(7);
});

describe.each(goldens)('%s', (_name, golden) => {
  const step = stepOf(golden);

  it('has the loss, probabilities and gradients that TensorFlow computes in double', () => {
    const values = interpret(step, golden.batch, givenOf(golden, step));
    expect(worstError(values.get(step.loss), golden.losses.slice(0, 1))).toBeLessThan(1e-12);
    expect(worstError(values.get(step.probabilities), golden.probabilities)).toBeLessThan(1e-12);
    expect([...step.gradients.keys()].toSorted()).toEqual(golden.trained.toSorted());
    for (const [parameter, value] of step.gradients)
      expect(worstError(values.get(value), golden.gradients[parameter] ?? [])).toBeLessThan(1e-11);
  });

  it('follows Keras through several optimizer steps', () => {
    const given = givenOf(golden, step);
    golden.losses.forEach((loss, index) => {
      given.set(STEP_VALUES.rate, [stepRate(golden.optimizer, golden.optimizer.learningRate, index + 1)]);
      const values = interpret(step, golden.batch, given);
      expect(worstError(values.get(step.loss), [loss])).toBeLessThan(1e-11);
      for (const { name, update } of [...step.parameters, ...step.slots])
        if (update !== null) given.set(name, values.get(update) ?? []);
    });
    for (const [name, truth] of Object.entries(golden.after)) expect(worstError(given.get(name), truth)).toBeLessThan(1e-10);
  });

  it('has the gradients that differences of the loss show', () => {
    const given = givenOf(golden, step);
    const values = interpret(step, golden.batch, given);
    const random = new RandomStream({ seed: 3, stream: golden.graph.name });
    const lossAt = (parameter: string, index: number, shift: number): number => {
      const moved = Float64Array.from(given.get(parameter) ?? []);
      moved[index] = (moved[index] ?? NaN) + shift;
      return interpret(step, golden.batch, new Map([...given, [parameter, moved]])).get(step.loss)?.[0] ?? NaN;
    };
    for (const [parameter, value] of step.gradients) {
      const gradient = values.get(value) ?? new Float64Array();
      const largest = Math.max(...gradient.map(Math.abs));
      for (let probe = 0; probe < 3; probe += 1) {
        const index = random.below(gradient.length);
        const difference = (lossAt(parameter, index, 1e-6) - lossAt(parameter, index, -1e-6)) / 2e-6;
        expect(Math.abs(difference - (gradient[index] ?? NaN))).toBeLessThan(1e-6 * Math.max(1, largest));
      }
    }
  });
});

describe('the forward graph', () => {
  const golden = goldens.find(([name]) => name === 'step-plain.json')?.[1];

  it('leaves out what an endpoint does not need, and drops nothing', () => {
    const graph = golden?.graph;
    if (graph === undefined) throw new Error('step-plain.json is missing');
    const forward = deriveForwardGraph(graph, ['gap']);
    expect(forward.ops.map((op) => op.kind)).toEqual(['rescale', 'conv', 'relu', 'poolMax', 'conv', 'relu', 'globalAverage']);
    expect(forward.parameters.map(({ name }) => name)).not.toContain('logits/kernel');
    expect(deriveForwardGraph(graph).ops.map((op) => op.kind)).not.toContain('multiply');
    expect(() => deriveForwardGraph(graph, ['nowhere'])).toThrow(/no endpoint nowhere/);
  });
});

describe('what cannot be trained', () => {
  const options = {
    loss: 'categorical-crossentropy',
    optimizer: { type: 'sgd', learningRate: 1, momentum: 0, nesterov: false },
  } as const;

  it('is said', () => {
    const graph = goldens[0]?.[1].graph;
    if (graph === undefined) throw new Error('no golden file');
    expect(() => deriveStepGraph(graph, { ...options, isTrainable: () => false })).toThrow(/Nothing/);
    expect(() => deriveStepGraph({ ...graph, output: 'logits' }, { ...options, isTrainable: () => true })).toThrow(/softmax/);
  });
});
