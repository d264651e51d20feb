import { recipeSchema } from '@sagittal/contracts';
import {
  deriveForwardGraph,
  deriveStepGraph,
  initialParameters,
  interpret,
  planNetwork,
  RandomStream,
  sizeOf,
  STEP_VALUES,
  stepRate,
  type StepGraph,
} from '@sagittal/models';
import { describe, expect, it } from 'vitest';
import type { StepInput, TrainingSession } from '../engine.ts';
import { selfTest } from '../self-test.ts';
import { compileForward } from './forward-session.ts';
import type { TfjsRuntime } from './runtime.ts';
import { testRuntime, testRuntimes } from './testing/runtimes.ts';
import { createTfjsWasmEngine } from './tfjs-engine.ts';
import { compileTraining } from './training-session.ts';

const [BATCH, CLASSES, SIDE] = [6, 3, 24];

const recipe = recipeSchema.parse({
  backbone: { architecture: 'small-cnn' },
  head: { dropout: 0.3 },
  input: { height: SIDE, width: SIDE },
});
const plan = planNetwork(recipe, CLASSES);
const parameters = initialParameters(plan.whole, 1);

function stepOf(isTrainable: (name: string) => boolean): StepGraph {
  return deriveStepGraph(plan.whole, { loss: 'categorical-crossentropy', optimizer: recipe.optimizer, isTrainable });
}

/** What every backend trains. */
const head = stepOf((name) => name.startsWith('head_'));
const whole = stepOf(plan.isTrainable);

function batchAt(index: number, count = BATCH): StepInput {
  const random = new RandomStream({ seed: 3, stream: 'pictures', counters: [index] });
  const targets = new Float32Array(count * CLASSES);
  const data = Uint8Array.from({ length: count * SIDE * SIDE * 3 }, () => random.below(256));
  for (let image = 0; image < count; image += 1) targets[image * CLASSES + random.below(CLASSES)] = 1;
  const masks = head.masks.map(
    ({ layer, shape }) =>
      [layer, Float32Array.from({ length: count * sizeOf(shape) }, () => (random.below(10) < 3 ? 0 : 1 / 0.7))] as const,
  );
  return { data, count, targets, masks: new Map(masks) };
}

async function losses(session: TrainingSession, from: number, to: number): Promise<number[]> {
  const result: number[] = [];
  for (let index = from; index < to; index += 1) result.push((await session.step(batchAt(index), { learningRate: 0.01 })).loss);
  return result;
}

function tensorsOf({ tf }: TfjsRuntime): number {
  return tf.memory().numTensors;
}

describe.each(testRuntimes)('sessions on %s', (name) => {
  it('compute a network forward as in double, at any batch size', async ({ skip }) => {
    const runtime = await testRuntime(name, skip);
    const before = tensorsOf(runtime);
    const endpoints = ['features', 'pooled', plan.whole.output];
    const session = await compileForward(runtime, plan.whole, { parameters, endpoints });
    for (const count of [BATCH, 1]) {
      const { data } = batchAt(0, count);
      const forward = deriveForwardGraph(plan.whole, endpoints);
      const given = new Map<string, ArrayLike<number>>([
        [forward.input.name, data],
        ...[...parameters].map(([parameter, tensor]) => [parameter, tensor.data] as const),
      ]);
      const truth = interpret(forward, count, given);
      const results = await session.forward({ data, count });
      for (const [endpoint, value] of forward.endpoints) {
        const wanted = truth.get(value) ?? new Float64Array();
        const largest = wanted.reduce((max, number) => Math.max(max, Math.abs(number)), 0);
        const found = results.get(endpoint);
        expect(found?.length, endpoint).toBe(wanted.length);
        const worst = wanted.reduce((max, number, index) => Math.max(max, Math.abs(number - (found?.[index] ?? NaN))), 0);
        expect(worst / largest, endpoint).toBeLessThan(1e-5);
      }
    }
    await session.dispose();
    expect(tensorsOf(runtime)).toBe(before);
  });

  it('train a head as in double', async ({ skip }) => {
    const runtime = await testRuntime(name, skip);
    const session = await compileTraining(runtime, head, { parameters });
    let state = new Map<string, ArrayLike<number>>([
      ...[...parameters].map(([parameter, { data }]) => [parameter, data] as const),
      ...head.slots.map((slot) => [slot.name, new Float64Array(sizeOf(slot.shape))] as const),
    ]);
    for (let index = 0; index < 3; index += 1) {
      const batch = batchAt(index);
      const values = interpret(
        head,
        BATCH,
        new Map<string, ArrayLike<number>>([
          ...state,
          [head.input.name, batch.data],
          [STEP_VALUES.targets, batch.targets],
          [STEP_VALUES.sampleWeights, new Float32Array(BATCH).fill(1)],
          [STEP_VALUES.rate, [stepRate(recipe.optimizer, 0.01, index + 1)]],
          ...[...batch.masks].map(([layer, mask]) => [`mask:${layer}`, mask] as const),
        ]),
      );
      const { loss } = await session.step(batch, { learningRate: 0.01 });
      const truth = values.get(head.loss)?.[0] ?? NaN;
      expect(Math.abs(loss - truth) / truth).toBeLessThan(1e-5);
      state = new Map(
        [...head.parameters, ...head.slots].map(({ name: variable, update }) => [
          variable,
          values.get(update ?? variable) ?? state.get(variable) ?? [],
        ]),
      );
    }
    for (const [parameter, { data }] of session.parameters()) {
      const truth = Array.from(state.get(parameter) ?? []);
      const largest = Math.max(...truth.map(Math.abs), 1e-30);
      const worst = truth.reduce((max, number, index) => Math.max(max, Math.abs(number - (data[index] ?? NaN))), 0);
      // Adam turns the rounding of a gradient that is nearly 0 into a whole step: hence not 1e-5
      expect(worst / largest, parameter).toBeLessThan(1e-4);
    }
    await session.dispose();
  });

  it('go on with the same bits from saved parameters and state, and leave no tensor behind', async ({ skip }) => {
    const runtime = await testRuntime(name, skip);
    const step = runtime.native === null ? head : whole;
    const before = tensorsOf(runtime);
    const first = await compileTraining(runtime, step, { parameters });
    const started = tensorsOf(runtime);
    await losses(first, 0, 4);
    expect(tensorsOf(runtime)).toBe(started);
    const [saved, state] = [first.parameters(), first.optimizerState()];
    const rest = await losses(first, 4, 8);
    const second = await compileTraining(runtime, step, { parameters });
    second.setParameters(saved);
    second.setOptimizerState(state);
    expect(await losses(second, 4, 8)).toEqual(rest);
    const last = second.parameters();
    for (const [parameter, { data }] of first.parameters()) expect(last.get(parameter)?.data, parameter).toEqual(data);
    await first.dispose();
    await second.dispose();
    expect(tensorsOf(runtime)).toBe(before);
  });

  it('take a smaller last batch, numbers as well as bytes, and weights of samples', async ({ skip }) => {
    const runtime = await testRuntime(name, skip);
    const [bytes, floats] = [
      await compileTraining(runtime, head, { parameters }),
      await compileTraining(runtime, head, { parameters }),
    ];
    const batch = batchAt(1, 4);
    const { loss, probabilities } = await bytes.step(batch, { learningRate: 0.01 });
    expect(probabilities).toHaveLength(4 * CLASSES);
    const twice = { ...batch, data: Float32Array.from(batch.data), sampleWeights: new Float32Array(4).fill(2) };
    expect((await floats.step(twice, { learningRate: 0.01 })).loss).toBeCloseTo(2 * loss, 5);
    await bytes.dispose();
    await floats.dispose();
  });

  it('refuse what does not fit, and keep nothing of it', async ({ skip }) => {
    const runtime = await testRuntime(name, skip);
    const before = tensorsOf(runtime);
    const session = await compileTraining(runtime, head, { parameters });
    await expect(session.step({ ...batchAt(0), count: 2 }, { learningRate: 1 })).rejects.toMatchObject({ code: 'INTERNAL' });
    await expect(session.step({ ...batchAt(0), masks: new Map() }, { learningRate: 1 })).rejects.toThrow(/head_dropout/);
    expect(() => session.setParameters(new Map())).toThrow(/is not \[/);
    expect(() => session.setOptimizerState(new Map())).toThrow(/iteration/);
    await session.dispose();
    await expect(compileTraining(runtime, head, { parameters: new Map() })).rejects.toMatchObject({ code: 'WEIGHTS_MISMATCH' });
    expect(tensorsOf(runtime)).toBe(before);
  });
});

describe('WebAssembly', () => {
  it('passes the self-test of an engine that trains heads', async () => {
    await selfTest(await createTfjsWasmEngine(2), 'head');
  });

  it('says beforehand that it trains no networks of convolutions, and what to do', async () => {
    const engine = await createTfjsWasmEngine(2);
    await expect(engine.compileTraining(whole, { batch: BATCH, parameters })).rejects.toMatchObject({
      code: 'NOT_SUPPORTED_YET',
      hint: expect.stringContaining('npm run engine:native') as unknown,
    });
  });
});
