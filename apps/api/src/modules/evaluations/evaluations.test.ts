import path from 'node:path';
import type { Experiment, Run } from '@sagittal/prisma';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, startApi } from '../../testing/harness.ts';
import { type Imported, importedDataset, storedRun } from '../../testing/scenario.ts';

let api: Harness;
let brain: Imported;
let experiment: Experiment;
let run: Run;

beforeAll(async () => {
  api = await startApi();
  brain = await importedDataset(api.database);
  experiment = await api.database.prisma.experiment.findFirstOrThrow();
  run = await storedRun(api.database, experiment, brain, { accuracy: 0.75 });
});
afterAll(() => api.close());

test('an evaluation tells estimates with their intervals, classes and confusion', async () => {
  const { run: answer } = await api.data<{ run: { evaluations: Record<string, unknown>[] } }>(
    `query ($id: ID!) { run(id: $id) { evaluations { subset imageCount classes confusion split { name } run { id }
      metrics { key value low high method nonFinite } perClass { className support sensitivity { value low high } f1 { value } auroc { value } } certificate { level checks { kind } } } } }`,
    { id: run.id },
  );
  expect(answer.evaluations).toHaveLength(1);
  expect(answer.evaluations[0]).toMatchObject({
    subset: 'TEST',
    imageCount: 12,
    classes: ['glioma', 'meningioma', 'notumor', 'pituitary'],
    confusion: Array.from({ length: 4 }, () => [1, 1, 1, 1]),
    split: { name: 'official' },
    run: { id: run.id },
    metrics: [
      { key: 'accuracy', value: 0.75, low: 0.65, high: 0.85, method: 'wilson', nonFinite: null },
      { key: 'f1_macro', value: 0.25 },
    ],
    certificate: { level: 'NONE' },
  });
});

describe('predictions', () => {
  const LIST = `query ($id: ID!, $where: PredictionWhere, $orderBy: PredictionOrder, $first: Int, $after: String) { run(id: $id) { evaluations {
    predictions(where: $where, orderBy: $orderBy, first: $first, after: $after) { totalCount nodes { id label predictedLabel correct scores explanationUrl image { id path label } } pageInfo { hasNextPage endCursor } } } } }`;
  interface Found {
    totalCount: number;
    nodes: { id: string; correct: boolean; scores: number[]; image: { path: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  }
  const ask = async (variables: Record<string, unknown> = {}): Promise<Found> => {
    const { run: answer } = await api.data<{ run: { evaluations: { predictions: Found }[] } }>(LIST, {
      id: run.id,
      ...variables,
    });
    return answer.evaluations[0]?.predictions ?? { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
  };

  test.each([
    ['errors', { correct: false }, 6],
    ['a predicted class', { predictedLabel: 'notumor' }, 6],
    ['a true class', { label: 'glioma' }, 12],
    ['both', { label: 'glioma', predictedLabel: 'glioma' }, 6],
    ['a score', { minScore: 0.885, maxScore: 0.9 }, 2],
    ['no image', { imageIds: [] }, 0],
  ])('can be narrowed by %s', async (_title, where, count) => {
    expect((await ask({ where })).totalCount).toBe(count);
  });

  test.each([
    ['MOST_CONFIDENT', (found: Found) => found.nodes.map(({ scores }) => -(scores[0] ?? 0))],
    ['LEAST_CONFIDENT', (found: Found) => found.nodes.map(({ scores }) => scores[0] ?? 0)],
    ['MOST_WRONG', (found: Found) => found.nodes.map(({ correct, scores }) => (correct ? (scores[0] ?? 0) : 0))],
  ])('are sorted by %s, each once over all pages', async (orderBy, key) => {
    const whole = await ask({ orderBy });
    expect(key(whole)).toEqual([...key(whole)].sort((a, b) => a - b));
    const paged: string[] = [];
    let after: string | null = null;
    do {
      const page: Found = await ask({ orderBy, first: 5, after });
      paged.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(paged).toEqual(whole.nodes.map(({ id }) => id));
  });

  test('any object is found by its id', async () => {
    const [prediction] = (await ask({ first: 1 })).nodes;
    const { evaluations } = await api.database.prisma.run.findUniqueOrThrow({
      where: { id: run.id },
      include: { evaluations: true },
    });
    const ids = {
      Prediction: prediction?.id,
      Evaluation: evaluations[0]?.id,
      Run: run.id,
      Split: brain.split.id,
      DatasetVersion: brain.version.id,
      Dataset: brain.dataset.id,
      Experiment: experiment.id,
      User: run.createdById,
      Image: brain.items[0],
    };
    for (const [type, id] of Object.entries(ids))
      expect(await api.data('query ($id: ID!) { node(id: $id) { __typename id } }', { id })).toEqual({
        node: { __typename: type, id },
      });
    for (const id of ['', 'x', 'run_nothing', `run_${'0'.repeat(26)}`, 'prj_00000000000000000000000000'])
      expect(await api.data('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null });
  });
});

describe('experiments', () => {
  const CREATE =
    'mutation ($input: CreateExperimentInput!) { createExperiment(input: $input) { id name description smallestDifference runs { totalCount } } }';

  test('are made, changed and found', async () => {
    const { createExperiment: made } = await api.data<{ createExperiment: { id: string } }>(CREATE, {
      input: { name: 'Depth', description: 'Does depth help?' },
    });
    expect(made).toMatchObject({
      name: 'Depth',
      description: 'Does depth help?',
      smallestDifference: 0.01,
      runs: { totalCount: 0 },
    });
    await storedRun(api.database, await api.database.prisma.experiment.findUniqueOrThrow({ where: { id: made.id } }), brain, {
      accuracy: null,
    });
    const update =
      'mutation ($id: ID!, $input: UpdateExperimentInput!) { updateExperiment(id: $id, input: $input) { name description smallestDifference } }';
    expect(await api.data(update, { id: made.id, input: { smallestDifference: 0.02, description: null } })).toEqual({
      updateExperiment: { name: 'Depth', description: null, smallestDifference: 0.02 },
    });
    expect(await api.failure(update, { id: made.id, input: { smallestDifference: -1 } })).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'smallestDifference',
    });
    expect(await api.failure(update, { id: made.id, input: { name: 'default' } })).toMatchObject({
      code: 'NAME_TAKEN',
      field: 'name',
    });
    expect(await api.failure(update, { id: 'exp_nothing', input: {} })).toMatchObject({ code: 'NOT_FOUND' });
    expect(
      await api.data(
        '{ experiments(search: "dep") { nodes { name runs { totalCount nodes { experiment { name } } } } } experiment(name: "Depth") { id } }',
      ),
    ).toEqual({
      experiments: { nodes: [{ name: 'Depth', runs: { totalCount: 1, nodes: [{ experiment: { name: 'Depth' } }] } }] },
      experiment: { id: made.id },
    });
  });

  test.each([
    ['a name that is taken', { name: 'default' }, 'NAME_TAKEN'],
    ['an empty name', { name: '' }, 'INVALID_NAME'],
    ['a text without end', { name: 'long', description: 'x'.repeat(10_001) }, 'INVALID_INPUT'],
  ])('%s is refused', async (_title, input, code) => {
    expect(await api.failure(CREATE, { input })).toMatchObject({ code });
  });

  test('an experiment is asked for by one of id and name', async () => {
    for (const query of ['{ experiment { id } }', '{ experiment(id: "exp_x", name: "x") { id } }', '{ dataset { id } }'])
      expect(await api.failure(query)).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

test('the catalogue lists presets, and architectures with what is here of their weights', async () => {
  const answer = await api.data<{
    presets: { name: string; recipe: unknown }[];
    architectures: { name: string; inputSize: number[]; weights: { name: string; available: boolean }[] }[];
  }>(
    '{ presets { name title paper description recipe } architectures { name family totalParameters inputSize paper licence weights { name available downloadable bytes source hint } } engines { name } trainers { id } }',
  );
  expect(answer.presets.map(({ name }) => name)).toEqual(expect.arrayContaining(['small-cnn', 'mobilenetv2-frozen']));
  const mobile = answer.architectures.find(({ name }) => name === 'mobilenetv2-1.0');
  expect(mobile).toMatchObject({
    totalParameters: 2_257_984,
    inputSize: [224, 224],
  });
  const hint = expect.stringContaining(path.join(api.home, 'weights')) as unknown;
  expect(mobile?.weights).toContainEqual({
    name: 'mobilenetv2-100-slim',
    available: false,
    downloadable: false,
    bytes: 4_456_096,
    source: expect.stringMatching(/./) as unknown,
    hint,
  });
});

test('trainers tell what they do, and are not alive when they fall silent', async () => {
  const { prisma } = api.database;
  const engines = [{ name: 'onnx', available: true, reason: 'Fastest here.', device: 'CPU', trains: true }];
  const trainer = (id: string, lastSeenAt: Date) =>
    prisma.trainer.create({
      data: { id, host: id, engine: 'onnx', threads: 2, memoryBytes: 8_000_000_000n, engines, lastSeenAt, startedAt: lastSeenAt },
    });
  await trainer('trn_silent', new Date(Date.now() - 60_000));
  await trainer('trn_alive', new Date());
  const busy = await storedRun(api.database, experiment, brain, { name: 'busy', status: 'RUNNING', accuracy: null });
  await prisma.runAttempt.create({
    data: { runId: busy.id, attempt: 1, trainerId: 'trn_alive', expiresAt: new Date(Date.now() + 15_000) },
  });
  expect(
    await api.data(
      '{ engines { name available reason device trains } trainers { host alive memoryBytes currentRun { name } currentJob { id } } }',
    ),
  ).toEqual({
    engines,
    trainers: [
      { host: 'trn_alive', alive: true, memoryBytes: 8_000_000_000, currentRun: { name: 'busy' }, currentJob: null },
      { host: 'trn_silent', alive: false, memoryBytes: 8_000_000_000, currentRun: null, currentJob: null },
    ],
  });
});
