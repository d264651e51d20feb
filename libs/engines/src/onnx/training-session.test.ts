import { recipeSchema } from '@sagittal/contracts';
import {
  deriveStepGraph,
  dropoutMask,
  initialParameters,
  planNetwork,
  RandomStream,
  type Graph,
  type Parameters,
  type StepGraph,
} from '@sagittal/models';
import { describe, expect, it } from 'vitest';
import type { StepInput, TrainingSession } from '../engine.ts';
import { compileForward } from './forward-session.ts';
import { probeBlock } from './blocked/probe-block.ts';
import { compileTraining } from './training-session.ts';

const BATCH = 8;
const CLASSES = 3;
const SIDE = 32;

const recipe = recipeSchema.parse({
  backbone: { architecture: 'small-cnn' },
  head: { dropout: 0.3 },
  input: { height: SIDE, width: SIDE },
});
const plan = planNetwork(recipe, CLASSES);
const graph: Graph = plan.whole;
const step: StepGraph = deriveStepGraph(graph, {
  loss: 'categorical-crossentropy',
  optimizer: recipe.optimizer,
  isTrainable: plan.isTrainable,
});

/** Three kinds of noisy pictures that differ in colour. */
function batchAt(index: number, count = BATCH): StepInput {
  const random = new RandomStream({ seed: 1, stream: 'pictures', counters: [index] });
  const targets = new Float32Array(count * CLASSES);
  const data = new Uint8Array(count * SIDE * SIDE * 3);
  for (let image = 0; image < count; image += 1) {
    const label = random.below(CLASSES);
    targets[image * CLASSES + label] = 1;
    for (let pixel = 0; pixel < SIDE * SIDE; pixel += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        data[(image * SIDE * SIDE + pixel) * 3 + channel] = random.below(128) + (channel === label ? 100 : 0);
      }
    }
  }
  const masks = step.masks.map(
    ({ layer, shape, rate }) =>
      [layer, dropoutMask({ seed: 1, epoch: 1, step: index, layer, rate, size: count * (shape[0] ?? 0) })] as const,
  );
  return { data, count, targets, masks: new Map(masks) };
}

const blockHere = await probeBlock();

async function start(
  parameters: Parameters = initialParameters(graph, 1),
  block: number | null = blockHere,
): Promise<TrainingSession> {
  return compileTraining(step, { batch: BATCH, parameters, threads: 2, block });
}

async function losses(session: TrainingSession, from: number, to: number): Promise<number[]> {
  const result: number[] = [];
  for (let index = from; index < to; index += 1) result.push((await session.step(batchAt(index), { learningRate: 0.003 })).loss);
  return result;
}

describe('a training session', () => {
  it.each([null, blockHere])('learns, and gives the same bits twice, by blocks of %s channels', async (block) => {
    const [first, second] = [await start(undefined, block), await start(undefined, block)];
    const curve = await losses(first, 0, 40);
    expect(await losses(second, 0, 40)).toEqual(curve);
    expect(Math.max(...curve.slice(-5))).toBeLessThan(0.6 * Math.min(...curve.slice(0, 5)));
    const [a, b] = [first.parameters(), second.parameters()];
    for (const [name, { data }] of a) expect(b.get(name)?.data, name).toEqual(data);
    await first.dispose();
    await second.dispose();
  });

  it('goes on with the same bits from saved parameters and optimizer state', async () => {
    const session = await start();
    await losses(session, 0, 5);
    const [parameters, state] = [session.parameters(), session.optimizerState()];
    const rest = await losses(session, 5, 9);
    expect(state.get('iteration')).toEqual(Float32Array.of(5));

    const other = await start();
    other.setParameters(parameters);
    other.setOptimizerState(state);
    expect(await losses(other, 5, 9)).toEqual(rest);
    session.setParameters(parameters);
    session.setOptimizerState(state);
    expect(await losses(session, 5, 9)).toEqual(rest);
    await session.dispose();
    await other.dispose();
  });

  it('hands out copies', async () => {
    const session = await start();
    const before = session.parameters();
    const kept = before.get('head_logits/kernel')?.data.slice();
    const { probabilities } = await session.step(batchAt(0), { learningRate: 0.01 });
    const seen = probabilities.slice();
    await session.step(batchAt(1), { learningRate: 0.01 });
    expect(before.get('head_logits/kernel')?.data).toEqual(kept);
    expect(probabilities).toEqual(seen);
    await session.dispose();
  });

  it('takes a smaller last batch, and numbers as well as bytes', async () => {
    const [bytes, floats] = [await start(), await start()];
    const last = batchAt(3, 5);
    const { loss, probabilities } = await bytes.step(last, { learningRate: 0.01 });
    expect(probabilities).toHaveLength(5 * CLASSES);
    const sum = probabilities.reduce((total, value) => total + value, 0);
    expect(sum).toBeCloseTo(5, 4);
    expect((await floats.step({ ...last, data: Float32Array.from(last.data) }, { learningRate: 0.01 })).loss).toBe(loss);
    await bytes.dispose();
    await floats.dispose();
  });

  it('weighs samples: a weight of 0 leaves its image out', async () => {
    const [weighted, half] = [await start(), await start()];
    const batch = batchAt(0);
    const sampleWeights = Float32Array.from({ length: BATCH }, (_, index) => (index < BATCH / 2 ? 2 : 0));
    const cut = {
      data: batch.data.slice(0, batch.data.length / 2),
      count: BATCH / 2,
      targets: batch.targets.slice(0, batch.targets.length / 2),
      masks: new Map([...batch.masks].map(([layer, mask]) => [layer, mask.slice(0, mask.length / 2)])),
    };
    const left = (await weighted.step({ ...batch, sampleWeights }, { learningRate: 0.01 })).loss;
    expect(left).toBeCloseTo((await half.step(cut, { learningRate: 0.01 })).loss, 5);
    await weighted.dispose();
    await half.dispose();
  });

  it('does not touch what is not trained', async () => {
    const frozen = deriveStepGraph(graph, {
      loss: 'categorical-crossentropy',
      optimizer: recipe.optimizer,
      isTrainable: (name) => name.startsWith('head_'),
    });
    const parameters = initialParameters(graph, 1);
    const session = await compileTraining(frozen, { batch: BATCH, parameters, threads: 1, block: null });
    await session.step(batchAt(0), { learningRate: 0.1 });
    const after = session.parameters();
    for (const [name, { data }] of parameters) {
      if (name.startsWith('head_')) expect(after.get(name)?.data, name).not.toEqual(data);
      else expect(after.get(name)?.data, name).toEqual(data);
    }
    await session.dispose();
  });

  it('refuses what does not fit', async () => {
    const session = await start();
    const batch = batchAt(0);
    await expect(session.step({ ...batch, count: BATCH - 1 }, { learningRate: 1 })).rejects.toMatchObject({ code: 'INTERNAL' });
    await expect(session.step({ ...batch, masks: new Map() }, { learningRate: 1 })).rejects.toThrow(/head_dropout/);
    expect(() => session.setParameters(new Map())).toThrow(/conv_1\/kernel/);
    expect(() => session.setOptimizerState(new Map())).toThrow(/iteration/);
    await expect(compileTraining(step, { batch: 1, parameters: new Map(), threads: 1, block: null })).rejects.toMatchObject({
      code: 'WEIGHTS_MISMATCH',
    });
    await session.dispose();
  });
});

it.each([0, -1, 1.5])('refuses a batch of %s images', async (batch) => {
  const parameters = initialParameters(graph, 1);
  const refusal = { code: 'INVALID_INPUT', field: 'batch' };
  await expect(compileTraining(step, { batch, parameters, threads: 1, block: blockHere })).rejects.toMatchObject(refusal);
  await expect(compileForward(graph, { batch, parameters, threads: 1 })).rejects.toMatchObject(refusal);
});

describe('a forward session', () => {
  it('agrees with the training step before it updates, and gives maps channels last', async () => {
    const plain = planNetwork(recipeSchema.parse({ ...recipe, head: {} }), CLASSES);
    const parameters = initialParameters(plain.whole, 2);
    const training = await compileTraining(
      deriveStepGraph(plain.whole, {
        loss: 'categorical-crossentropy',
        optimizer: recipe.optimizer,
        isTrainable: plain.isTrainable,
      }),
      { batch: BATCH, parameters, threads: 2, block: null },
    );
    const forward = await compileForward(plain.whole, {
      batch: BATCH,
      parameters,
      threads: 2,
      endpoints: ['features', 'pooled', 'probabilities'],
    });
    const batch = batchAt(0);
    const results = await forward.forward(batch);
    const { probabilities } = await training.step(batch, { learningRate: 0.01 });
    results.get('probabilities')?.forEach((value, index) => expect(value).toBeCloseTo(probabilities[index] ?? NaN, 5));
    const [features, pooled] = [results.get('features'), results.get('pooled')];
    const positions = (SIDE / 8) ** 2;
    expect(features).toHaveLength(BATCH * positions * 64);
    pooled?.forEach((value, index) => {
      const [image, channel] = [Math.floor(index / 64), index % 64];
      let sum = 0;
      for (let position = 0; position < positions; position += 1)
        sum += features?.[(image * positions + position) * 64 + channel] ?? NaN;
      expect(sum / positions).toBeCloseTo(value, 5);
    });
    expect(await forward.forward(batch)).toEqual(results);
    await training.dispose();
    await forward.dispose();
  });

  it('refuses parameters that do not fit', async () => {
    const parameters = new Map(initialParameters(graph, 1));
    parameters.delete('conv_2/bias');
    await expect(compileForward(graph, { batch: 1, parameters, threads: 1 })).rejects.toMatchObject({ code: 'WEIGHTS_MISMATCH' });
  });
});
