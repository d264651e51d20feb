import { newId } from '@sagittal/contracts';
import type { Experiment } from '@sagittal/prisma';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, startApi } from '../../testing/harness.ts';
import { type Imported, importedDataset, storedRun } from '../../testing/scenario.ts';

let api: Harness;
let brain: Imported;
let experiment: Experiment;

beforeAll(async () => {
  api = await startApi();
  brain = await importedDataset(api.database);
  experiment = await api.database.prisma.experiment.findFirstOrThrow();
});
afterAll(() => api.close());

const LAUNCH = `mutation ($input: LaunchRunInput!) { launchRun(input: $input) {
  id name status colour mark preset architecture recipe totalParameters trainableParameters queuePosition lastSeq tags { key value }
  timeline { kind message } createdBy { name } experiment { name } split { name } progress { phase epochs } } }`;
const input = (more: Record<string, unknown> = {}) => ({
  input: { experimentId: experiment.id, splitId: brain.split.id, preset: 'small-cnn', ...more },
});
interface Launched {
  launchRun: { id: string; name: string; colour: number; mark: number; recipe: Record<string, unknown>; queuePosition: number };
}

const jobsOf = (runId: string) =>
  api.database.prisma.$queryRaw<{ task: string; payload: unknown; max_attempts: number }[]>`
    SELECT t.identifier AS task, j.payload, j.max_attempts FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE j.payload ->> 'runId' = ${runId}`;

test('a launch writes the run and wakes a trainer', async () => {
  const { launchRun: run } = await api.data<Launched>(
    LAUNCH,
    input({ recipe: { epochs: 3, optimizer: { learningRate: 0.01 } }, tags: [{ key: 'why', value: 'test' }] }),
  );
  expect(run).toMatchObject({
    name: 'small-cnn-1',
    status: 'QUEUED',
    colour: 1,
    mark: 1,
    preset: 'small-cnn',
    architecture: 'small-cnn',
    recipe: { epochs: 3, optimizer: { type: 'adam', learningRate: 0.01, beta1: 0.9 }, schemaVersion: 1, kind: 'network' },
    queuePosition: 1,
    lastSeq: 1,
    tags: [{ key: 'why', value: 'test' }],
    timeline: [{ kind: 'QUEUED' }],
    createdBy: { name: 'Local admin' },
    experiment: { name: 'default' },
    split: { name: 'official' },
    progress: { phase: 'QUEUED', epochs: 3 },
  });
  expect(run).toHaveProperty('totalParameters', expect.any(Number));
  const stored = await api.database.prisma.run.findUniqueOrThrow({ where: { id: run.id } });
  expect(stored.classes).toEqual(['glioma', 'meningioma', 'notumor', 'pituitary']);
  expect(await jobsOf(run.id)).toEqual([{ task: 'train-run', payload: { runId: run.id }, max_attempts: 1 }]);
});

test('launches at once get names, colours and places of their own', async () => {
  const launched = await Promise.all(Array.from({ length: 5 }, () => api.data<Launched>(LAUNCH, input())));
  const runs = launched.map(({ launchRun }) => launchRun);
  for (const key of ['name', 'colour', 'mark'] as const) expect(new Set(runs.map((run) => run[key])).size).toBe(5);
  const places = await Promise.all(
    runs.map(({ id }) =>
      api.data<{ run: { queuePosition: number } }>('query ($id: ID!) { run(id: $id) { queuePosition } }', { id }),
    ),
  );
  expect(places.map(({ run }) => run.queuePosition).sort()).toEqual([2, 3, 4, 5, 6]);
});

test('the smoke variant is small, with a preset and without', async () => {
  const preset = await api.data<Launched>(LAUNCH, input({ smoke: true }));
  expect(preset.launchRun.recipe).toMatchObject({ epochs: 2, input: { height: 32 } });
  const recipe = await api.data<Launched>(
    LAUNCH,
    input({
      smoke: true,
      preset: null,
      recipe: { backbone: { architecture: 'mobilenetv2-1.0', weights: 'mobilenetv2-100-slim' }, epochs: 40 },
    }),
  );
  expect(recipe.launchRun).toMatchObject({ name: 'mobilenetv2-1.0-1', recipe: { epochs: 2, backbone: { weights: null } } });
  // a window in pixels of the whole picture would be larger than the small one
  const cropped = await api.data<Launched>(
    LAUNCH,
    input({
      smoke: true,
      preset: null,
      recipe: {
        backbone: { architecture: 'small-cnn' },
        augmentation: { steps: [{ type: 'flip' }, { type: 'crop', height: 200, width: 200 }] },
      },
    }),
  );
  expect(cropped.launchRun.recipe['augmentation']).toMatchObject({ steps: [{ type: 'flip' }] });
});

describe('refused, with code and field, and nothing written', () => {
  const cases: [string, () => Record<string, unknown>, Record<string, unknown>][] = [
    ['an unknown key', () => ({ recipe: { epoch: 3 } }), { code: 'RECIPE_UNKNOWN_KEY' }],
    [
      'a learning rate of -1',
      () => ({ recipe: { optimizer: { learningRate: -1 } } }),
      { code: 'RECIPE_INVALID', field: 'optimizer.learningRate' },
    ],
    ['an unknown preset', () => ({ preset: 'small-cn' }), { code: 'PRESET_UNKNOWN', field: 'preset' }],
    ['neither preset nor recipe', () => ({ preset: null }), { code: 'INVALID_INPUT' }],
    [
      'an unknown architecture',
      () => ({ recipe: { backbone: { architecture: 'resnet' } } }),
      { code: 'ARCHITECTURE_UNKNOWN', field: 'backbone.architecture' },
    ],
    [
      'weights that are not here',
      () => ({ preset: 'mobilenetv2-frozen' }),
      { code: 'WEIGHTS_MISSING', field: 'backbone.weights', hint: expect.stringContaining('mobilenet_v2_100_slim_notop') },
    ],
    ['a split that is not there', () => ({ splitId: 'spl_nothing' }), { code: 'NOT_FOUND', field: 'splitId' }],
    ['an experiment that is not there', () => ({ experimentId: 'exp_nothing' }), { code: 'NOT_FOUND', field: 'experimentId' }],
    ['a name with a line break', () => ({ name: 'a\nb' }), { code: 'INVALID_NAME', field: 'name' }],
    [
      'one tag twice',
      () => ({
        tags: [
          { key: 'a', value: '1' },
          { key: 'a', value: '2' },
        ],
      }),
      { code: 'INVALID_INPUT', field: 'tags.1.key' },
    ],
    ['a recipe that is a text', () => ({ preset: null, recipe: 'fast' }), { code: 'RECIPE_INVALID' }],
  ];
  test.each(cases)('%s', async (_title, more, expected) => {
    const before = await api.database.prisma.run.count();
    const error = await api.failure(LAUNCH, input(more()));
    expect(error).toMatchObject(expected);
    expect(error['message']).not.toBe('');
    expect(await api.database.prisma.run.count()).toBe(before);
  });

  test('a run on an archived dataset', async () => {
    const old = await importedDataset(api.database, 'old');
    await api.data('mutation ($id: ID!) { archiveDataset(id: $id) { archived } }', { id: old.dataset.id });
    expect(await api.failure(LAUNCH, input({ splitId: old.split.id }))).toMatchObject({
      code: 'DATASET_ARCHIVED',
      field: 'splitId',
      hint: expect.stringContaining('restoreDataset'),
    });
  });
});

describe('checkRecipe never fails', () => {
  const CHECK = `query ($splitId: ID, $preset: String, $recipe: JSON) { checkRecipe(splitId: $splitId, preset: $preset, recipe: $recipe) {
    valid problems { path severity code message hint } recipe totalParameters trainableParameters estimatedSeconds peakMemoryBytes engine engineReason waitSeconds } }`;
  interface Check {
    checkRecipe: {
      valid: boolean;
      problems: { path: string; code: string }[];
      recipe: unknown;
      totalParameters: number | null;
      peakMemoryBytes: number | null;
    };
  }

  test('a good one is filled in and counted', async () => {
    const { checkRecipe } = await api.data<Check>(CHECK, {
      splitId: brain.split.id,
      preset: 'small-cnn',
      recipe: { epochs: 7, batch: 4 },
    });
    expect(checkRecipe).toMatchObject({
      valid: true,
      problems: [],
      recipe: { epochs: 7, seed: 1 },
      totalParameters: expect.any(Number),
      engine: null,
      waitSeconds: null,
    });
    expect(checkRecipe.peakMemoryBytes).toBeGreaterThan(4 * (checkRecipe.totalParameters ?? 0));
  });

  test('parameters are counted also where weights are missing', async () => {
    const { checkRecipe } = await api.data<Check>(CHECK, { splitId: brain.split.id, preset: 'mobilenetv2-frozen' });
    expect(checkRecipe).toMatchObject({
      valid: false,
      recipe: null,
      totalParameters: expect.any(Number),
      problems: expect.arrayContaining([expect.objectContaining({ code: 'WEIGHTS_MISSING' })]),
    });
  });

  test('weights that a run would download are no error, and say how large they are', async () => {
    const online = await startApi({ downloads: true });
    try {
      const recipe = { backbone: { architecture: 'vgg16', weights: 'vgg16-imagenet', trainable: 'none' } };
      const { checkRecipe } = await online.data<Check>(CHECK, { recipe });
      expect(checkRecipe).toMatchObject({
        valid: true,
        problems: [{ path: 'backbone.weights', severity: 'WARNING', code: 'WEIGHTS_MISSING' }],
      });
      expect(checkRecipe.problems[0]).toMatchObject({ message: 'The weights "vgg16-imagenet" will be downloaded (58.9 MB).' });
      const offline = await api.data<Check>(CHECK, { recipe });
      expect(offline.checkRecipe).toMatchObject({ valid: false, problems: [{ severity: 'ERROR', code: 'WEIGHTS_MISSING' }] });
    } finally {
      await online.close();
    }
  });

  test.each([
    ['nothing', {}, 'INVALID_INPUT'],
    ['a split that is not there', { preset: 'small-cnn', splitId: 'spl_nothing' }, 'NOT_FOUND'],
    ['an unknown preset', { preset: 'nope' }, 'PRESET_UNKNOWN'],
    ['a number', { recipe: 3 }, 'RECIPE_INVALID'],
    ['unknown keys', { recipe: { a: 1, backbone: { architecture: 'small-cnn' } } }, 'RECIPE_UNKNOWN_KEY'],
  ])('%s is a problem', async (_title, variables, code) => {
    const { checkRecipe } = await api.data<Check>(CHECK, variables);
    expect(checkRecipe.valid).toBe(false);
    expect(checkRecipe.problems.map((problem) => problem.code)).toContain(code);
  });

  test('the time is guessed from the last run of the same network', async () => {
    const past = await storedRun(api.database, experiment, brain, { name: 'past', recipe: { epochs: 10 }, accuracy: null });
    await api.database.prisma.run.update({
      where: { id: past.id },
      data: { startedAt: new Date(0), finishedAt: new Date(60_000) },
    });
    const { checkRecipe } = await api.data<{ checkRecipe: { estimatedSeconds: number } }>(CHECK, {
      splitId: brain.split.id,
      recipe: { backbone: { architecture: 'small-cnn' }, epochs: 10 },
    });
    expect(checkRecipe.estimatedSeconds).toBeCloseTo(60);
  });

  test('the time of a network that never ran is guessed by its operations, in proportion to the epochs', async () => {
    const guess = async (epochs: number): Promise<number | null> => {
      const { checkRecipe } = await api.data<{ checkRecipe: { estimatedSeconds: number | null } }>(CHECK, {
        splitId: brain.split.id,
        recipe: { backbone: { architecture: 'small-cnn' }, input: { height: 48, width: 48 }, epochs },
      });
      return checkRecipe.estimatedSeconds;
    };
    expect(await guess(1), 'no trainer is alive').toBeNull();
    await api.database.prisma.trainer.create({
      data: { id: newId('trainer'), host: 'here', engine: 'onnxruntime', threads: 2, memoryBytes: 8_000_000_000n, engines: [] },
    });
    const [ten, twenty] = [(await guess(10)) ?? 0, (await guess(20)) ?? 0];
    expect(ten).toBeGreaterThan(0);
    expect(twenty / ten).toBeGreaterThan(1.8);
    expect(twenty / ten).toBeLessThanOrEqual(2);
  });

  test('what does not fit into the memory of the largest trainer is refused, with the batch that does', async () => {
    await api.database.prisma.trainer.deleteMany();
    const recipe = { backbone: { architecture: 'small-cnn' }, input: { height: 512, width: 512 }, batch: 8 };
    const check = async () =>
      (
        await api.data<{ checkRecipe: { valid: boolean; peakMemoryBytes: number; problems: object[] } }>(CHECK, {
          splitId: brain.split.id,
          recipe,
        })
      ).checkRecipe;
    const unknown = await check();
    expect(unknown.valid).toBe(true);
    const memoryBytes = BigInt(unknown.peakMemoryBytes) - 1n;
    const { id } = await api.database.prisma.trainer.create({
      data: { id: newId('trainer'), host: 'small', engine: 'onnxruntime', threads: 2, memoryBytes, engines: [] },
    });
    expect(await check()).toMatchObject({ valid: false, problems: [{ path: 'batch', code: 'OUT_OF_MEMORY' }] });
    const refused = await api.failure(LAUNCH, input({ preset: null, recipe }));
    await api.database.prisma.trainer.delete({ where: { id } });
    expect(refused).toMatchObject({
      code: 'OUT_OF_MEMORY',
      field: 'batch',
      hint: expect.stringMatching(/^A batch of \d+ fits\.$/),
    });
  });
});

describe('the life of a run', () => {
  test('a queued one is cancelled at once, and not twice', async () => {
    const { launchRun } = await api.data<Launched>(LAUNCH, input());
    const cancel =
      'mutation ($id: ID!) { cancelRun(id: $id) { status finishedAt queuePosition timeline { kind } progress { phase } } }';
    const { cancelRun } = await api.data<{ cancelRun: { finishedAt: string | null } }>(cancel, { id: launchRun.id });
    expect(cancelRun).toMatchObject({
      status: 'CANCELLED',
      queuePosition: null,
      timeline: [{ kind: 'QUEUED' }, { kind: 'CANCELLED' }],
      progress: { phase: 'DONE' },
    });
    expect(cancelRun.finishedAt).not.toBeNull();
    expect(await api.failure(cancel, { id: launchRun.id })).toMatchObject({ code: 'RUN_NOT_CANCELLABLE' });
    expect(await api.failure(cancel, { id: 'run_nothing' })).toMatchObject({ code: 'NOT_FOUND', field: 'id' });
  });

  test('the trainer of a running one is asked by name', async () => {
    const run = await storedRun(api.database, experiment, brain, { name: 'running', status: 'RUNNING', accuracy: null });
    const client = await api.database.pool.connect();
    const heard = new Promise<string | undefined>((resolve) => client.on('notification', ({ payload }) => resolve(payload)));
    await client.query('LISTEN sagittal_cancel_run');
    const { cancelRun } = await api.data<{ cancelRun: { status: string } }>(
      'mutation ($id: ID!) { cancelRun(id: $id) { status } }',
      { id: run.id },
    );
    expect(cancelRun.status).toBe('RUNNING');
    expect(await heard).toBe(run.id);
    client.release(true);
    expect((await api.database.prisma.run.findUniqueOrThrow({ where: { id: run.id } })).cancelRequestedAt).not.toBeNull();
  });

  test('names, notes and tags change; the bin gives back', async () => {
    const run = await storedRun(api.database, experiment, brain, { name: 'old name', accuracy: null });
    const change = 'mutation ($id: ID!, $input: UpdateRunInput!) { updateRun(id: $id, input: $input) { name notes } }';
    expect(await api.data(change, { id: run.id, input: { name: 'new name', notes: 'why' } })).toEqual({
      updateRun: { name: 'new name', notes: 'why' },
    });
    expect(await api.data(change, { id: run.id, input: {} })).toEqual({ updateRun: { name: 'new name', notes: 'why' } });
    expect(await api.data(change, { id: run.id, input: { notes: null } })).toEqual({
      updateRun: { name: 'new name', notes: null },
    });
    expect(await api.failure(change, { id: run.id, input: { name: '../x' } })).toMatchObject({ code: 'INVALID_NAME' });
    const tags = [
      { key: 'b', value: '2' },
      { key: 'a', value: '1' },
    ];
    expect(
      await api.data('mutation ($id: ID!, $tags: [TagInput!]!) { setRunTags(id: $id, tags: $tags) { tags { key value } } }', {
        id: run.id,
        tags,
      }),
    ).toEqual({
      setRunTags: {
        tags: [
          { key: 'a', value: '1' },
          { key: 'b', value: '2' },
        ],
      },
    });
    const listed = (deleted: boolean) =>
      api.data<{ runs: { totalCount: number } }>('query ($where: RunWhere) { runs(where: $where) { totalCount } }', {
        where: { ids: [run.id], deleted },
      });
    await api.data('mutation ($id: ID!) { deleteRun(id: $id) { deletedAt } }', { id: run.id });
    expect([(await listed(false)).runs.totalCount, (await listed(true)).runs.totalCount]).toEqual([0, 1]);
    expect(await api.data('mutation ($id: ID!) { restoreRun(id: $id) { deletedAt } }', { id: run.id })).toEqual({
      restoreRun: { deletedAt: null },
    });
    expect((await listed(false)).runs.totalCount).toBe(1);
  });

  test('a queued run is not deleted under its trainer', async () => {
    const { launchRun } = await api.data<Launched>(LAUNCH, input());
    expect(await api.failure('mutation ($id: ID!) { deleteRun(id: $id) { id } }', { id: launchRun.id })).toMatchObject({
      code: 'CONFLICT',
    });
  });
});
