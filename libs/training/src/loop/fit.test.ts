import { recipeSchema, type MetricPoint, type RecipeInput } from '@sagittal/contracts';
import { type Engine, selectEngine } from '@sagittal/engines';
import { initialParameters, planNetwork, RandomStream } from '@sagittal/models';
import { beforeAll, expect, test } from 'vitest';
import type { TrainEvent } from '../events.ts';
import { MemorySource } from '../samples/memory-source.ts';
import { fit, type LabelledSource, type Snapshot } from './fit.ts';
import { lossAndAccuracy } from './loss-and-accuracy.ts';
import { Pace } from './pace.ts';
import { scoreSamples } from './score.ts';

const CLASSES = 3;

let engine: Engine;
beforeAll(async () => {
  engine = (await selectEngine({ threads: 1 })).engine;
});

/** Clouds around one corner a class, overlapping: features as of a frozen backbone. */
function clouds(count: number, size: number, seed: number): LabelledSource {
  const random = new RandomStream({ seed, stream: 'clouds' });
  const labels = Int32Array.from({ length: count }, (_, index) => index % CLASSES);
  const data = Float32Array.from(
    { length: count * size },
    (_, at) => ((at % size) % CLASSES === labels[Math.floor(at / size)] ? 0.6 : 0) + random.uniform() - 0.5,
  );
  return { source: new MemorySource(data, size), labels };
}

const base: RecipeInput = {
  backbone: { architecture: 'mobilenetv2-1.0', trainable: 'none' },
  input: { height: 32, width: 32 },
  head: { dropout: 0.2 },
  optimizer: { type: 'adam', learningRate: 1e-2 },
  schedule: { type: 'cosine' },
  epochs: 4,
  batch: 16,
};

async function trained(
  over: Partial<RecipeInput>,
  {
    training = clouds(50, 1280, 1),
    validation = clouds(21, 1280, 2),
    signal = new AbortController().signal,
    told = [] as TrainEvent[],
  } = {},
) {
  const recipe = recipeSchema.parse({ ...base, ...over });
  const plan = planNetwork(recipe, CLASSES);
  if (plan.head === null) throw new Error('The backbone is frozen.');
  const graph = plan.head;
  const events = told;
  const epochs: { last: number; best: number }[] = [];
  const training_ = fit(
    {
      recipe,
      classCount: CLASSES,
      graph,
      isTrainable: plan.isTrainable,
      parameters: initialParameters(graph, recipe.seed),
      training,
      validation,
      onEpoch: async function* (last: Snapshot, best: Snapshot) {
        epochs.push({ last: last.epoch, best: best.epoch });
      },
    },
    { engine, signal },
  );
  for (;;) {
    const next = await training_.next();
    if (next.done) return { ...next.value, graph, validation, events, epochs };
    events.push(next.value);
  }
}

function pointsOf(events: readonly TrainEvent[], key: string): MetricPoint[] {
  return events.flatMap((event) => (event.type === 'points' ? event.points.filter((point) => point.key === key) : []));
}

test('every epoch and every batch is told, the last batch at its own size', async () => {
  const { events, last, epochs } = await trained({});
  for (const key of ['loss', 'accuracy', 'val_loss', 'val_accuracy', 'learning_rate']) {
    expect(pointsOf(events, key).map(({ step, unit }) => [step, unit])).toEqual([1, 2, 3, 4].map((epoch) => [epoch, 'EPOCH']));
  }
  expect(pointsOf(events, 'batch_loss').map(({ step }) => step)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
  expect(pointsOf(events, 'learning_rate')[0]?.value).toBe(1e-2);
  expect(last).toMatchObject({ epoch: 4, step: 16 });
  expect(last.optimizerState.get('iteration')).toEqual(Float32Array.of(16));
  expect(epochs.map(({ last: epoch }) => epoch)).toEqual([1, 2, 3, 4]);
  expect(
    events.some(
      (event) => event.type === 'progress' && event.progress.phase === 'TRAINING' && event.progress.stepsPerEpoch === 4,
    ),
  ).toBe(true);
});

test('it learns, and the best weights are those of the epoch that was best on validation', async () => {
  const { best, events, graph, validation } = await trained({ epochs: 8 });
  const accuracies = pointsOf(events, 'val_accuracy').map(({ value }) => value);
  const losses = pointsOf(events, 'val_loss').map(({ value }) => value);
  expect(Math.max(...accuracies)).toBeGreaterThan(0.9);
  const scores = await scoreSamples(validation.source, {
    engine,
    graph,
    parameters: best.parameters,
    classCount: CLASSES,
    batch: 32,
    pace: new Pace(new AbortController().signal),
  });
  expect(lossAndAccuracy(scores, validation.labels, CLASSES)).toEqual({
    accuracy: accuracies[best.epoch - 1],
    loss: losses[best.epoch - 1],
  });
  expect(accuracies[best.epoch - 1]).toBe(Math.max(...accuracies));
});

test('the same request gives the same bits; another seed does not', async () => {
  const [first, again, other] = [await trained({}), await trained({}), await trained({ seed: 2 })];
  expect(again.best.parameters).toEqual(first.best.parameters);
  expect(again.last.optimizerState).toEqual(first.last.optimizerState);
  expect(other.best.parameters).not.toEqual(first.best.parameters);
});

test('a batch larger than the training subset takes all of it', async () => {
  const { last } = await trained({ batch: 4096, epochs: 2 });
  expect(last.step).toBe(2);
});

test('a loss that is not finite stops with the place and the rate, its point told first', async () => {
  const data = new Float32Array(32 * 1280).fill(1);
  data[20 * 1280] = NaN;
  const training = { source: new MemorySource(data, 1280), labels: new Int32Array(32) };
  await expect(trained({ schedule: { type: 'constant' } }, { training })).rejects.toMatchObject({
    code: 'LOSS_NOT_FINITE',
    message: expect.stringMatching(/^The loss became NaN at step [12] \(epoch 1\), with a learning rate of 0\.0100\.$/),
  });
});

test('weights that ran off in the last step of an epoch are never kept as the best', async () => {
  const training = {
    source: new MemorySource(new Float32Array(32 * 1280).fill(1e36), 1280),
    labels: Int32Array.from({ length: 32 }, (_, index) => index % CLASSES),
  };
  const told: TrainEvent[] = [];
  await expect(
    trained(
      { epochs: 1, batch: 32, head: {}, optimizer: { type: 'sgd', learningRate: 100 }, schedule: { type: 'constant' } },
      { training, validation: training, told },
    ),
  ).rejects.toMatchObject({
    code: 'LOSS_NOT_FINITE',
    message: expect.stringMatching(/^The validation loss became NaN at step 1 /),
  });
  expect(pointsOf(told, 'batch_loss').every(({ value }) => Number.isFinite(value))).toBe(true);
  expect(pointsOf(told, 'val_loss')).toMatchObject([{ step: 1, value: NaN }]);
  expect(told.some((event) => event.type === 'timeline')).toBe(false);
});

test('an abort stops it', async () => {
  const controller = new AbortController();
  const training = clouds(50, 1280, 1);
  setTimeout(() => controller.abort(), 100);
  await expect(trained({ epochs: 10_000 }, { training, signal: controller.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
});
