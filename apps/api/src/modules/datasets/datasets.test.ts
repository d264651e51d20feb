import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, startApi } from '../../testing/harness.ts';
import { type Imported, importedDataset, LABELS } from '../../testing/scenario.ts';

let api: Harness;
let root: string;
let outside: string;
let folder: string;
let brain: Imported;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'sagittal-data-'));
  outside = await mkdtemp(path.join(tmpdir(), 'sagittal-outside-'));
  folder = path.join(root, 'scans');
  await mkdir(path.join(folder, 'a'), { recursive: true });
  await mkdir(path.join(root, 'empty'));
  await writeFile(path.join(root, 'file.txt'), 'x');
  await symlink(outside, path.join(root, 'link'));
  api = await startApi({ dataRoots: [root] });
  brain = await importedDataset(api.database);
});
afterAll(async () => {
  await api.close();
  await rm(root, { recursive: true });
  await rm(outside, { recursive: true });
});

const IMPORT =
  'mutation ($input: ImportDatasetInput!) { importDataset(input: $input) { id kind status done total error { code } problems { item } result { id } } }';

describe('import', () => {
  test('a new dataset is written with its job, and listed only when it is ready', async () => {
    const { importDataset: job } = await api.data<{ importDataset: { id: string } }>(IMPORT, {
      input: { name: 'new', path: folder, description: 'From the clinic' },
    });
    expect(job).toMatchObject({
      kind: 'import-dataset',
      status: 'QUEUED',
      done: 0,
      total: null,
      error: null,
      problems: [],
      result: null,
    });
    const { prisma } = api.database;
    const dataset = await prisma.dataset.findFirstOrThrow({ where: { name: 'new' } });
    expect((await prisma.job.findUniqueOrThrow({ where: { id: job.id } })).payload).toEqual({
      kind: 'import-dataset',
      datasetId: dataset.id,
      path: folder,
      newDataset: true,
    });
    const { datasets } = await api.data<{ datasets: { nodes: { name: string }[] } }>('{ datasets { nodes { name } } }');
    expect(datasets.nodes.map(({ name }) => name)).toEqual(['brain']);
    expect(await api.data('{ dataset(name: "new") { latestVersion { id } archived } }')).toEqual({
      dataset: { latestVersion: null, archived: false },
    });

    const events: string[] = [];
    for await (const { data } of api.sockets().iterate<{ jobEvents: { status: string } }>({
      query: 'subscription ($id: ID!) { jobEvents(jobId: $id) { status } }',
      variables: { id: job.id },
    })) {
      events.push(data?.jobEvents.status ?? '');
      if (events.length === 1)
        expect(await api.data('mutation ($id: ID!) { cancelJob(id: $id) { status } }', { id: job.id })).toEqual({
          cancelJob: { status: 'CANCELLED' },
        });
    }
    expect(events).toEqual(['QUEUED', 'CANCELLED']);
    expect(await prisma.dataset.findFirst({ where: { name: 'new' } })).toBeNull();
    expect(await api.failure('mutation ($id: ID!) { cancelJob(id: $id) { id } }', { id: job.id })).toMatchObject({
      code: 'JOB_NOT_CANCELLABLE',
    });
  });

  const refused: [string, () => Record<string, unknown>, Record<string, unknown>][] = [
    [
      'a folder that is not there',
      () => ({ name: 'x', path: path.join(root, 'nowhere') }),
      { code: 'FOLDER_NOT_FOUND', field: 'path' },
    ],
    ['a file', () => ({ name: 'x', path: path.join(root, 'file.txt') }), { code: 'FOLDER_NOT_FOUND', field: 'path' }],
    ['an empty folder', () => ({ name: 'x', path: path.join(root, 'empty') }), { code: 'FOLDER_EMPTY', field: 'path' }],
    ['a folder elsewhere', () => ({ name: 'x', path: outside }), { code: 'FOLDER_NOT_ALLOWED' }],
    ['a way out by ..', () => ({ name: 'x', path: path.join(root, '..') }), { code: 'FOLDER_NOT_ALLOWED' }],
    ['a way out by a link', () => ({ name: 'x', path: path.join(root, 'link') }), { code: 'FOLDER_NOT_ALLOWED' }],
    ['a path that is not absolute', () => ({ name: 'x', path: 'scans' }), { code: 'FOLDER_NOT_ALLOWED', field: 'path' }],
    ['no path', () => ({ name: 'x' }), { code: 'INVALID_INPUT', field: 'path' }],
    ['no name', () => ({ path: folder }), { code: 'INVALID_NAME', field: 'name' }],
    ['a name with a line break', () => ({ name: 'a\nb', path: folder }), { code: 'INVALID_NAME', field: 'name' }],
    ['a name with ..', () => ({ name: '../brain', path: folder }), { code: 'INVALID_NAME', field: 'name' }],
    ['a name that is taken', () => ({ name: 'brain', path: folder }), { code: 'NAME_TAKEN', field: 'name', item: 'brain' }],
    ['a dataset that is not there', () => ({ datasetId: 'ds_nothing', path: folder }), { code: 'NOT_FOUND', field: 'datasetId' }],
    [
      'both name and dataset',
      () => ({ datasetId: brain.dataset.id, name: 'x', path: folder }),
      { code: 'INVALID_INPUT', field: 'name' },
    ],
  ];
  test.each(refused)('%s is refused and leaves nothing', async (_title, input, expected) => {
    const count = () => Promise.all([api.database.prisma.job.count(), api.database.prisma.dataset.count()]);
    const before = await count();
    const error = await api.failure(IMPORT, { input: input() });
    expect(error).toMatchObject(expected);
    expect(error['hint'] ?? error['message']).toEqual(expect.any(String));
    expect(await count()).toEqual(before);
  });

  test('two imports into one dataset at once, or into an archived one, are refused', async () => {
    const { importDataset: job } = await api.data<{ importDataset: { id: string } }>(IMPORT, {
      input: { datasetId: brain.dataset.id, path: folder },
    });
    expect(await api.failure(IMPORT, { input: { datasetId: brain.dataset.id, path: folder } })).toMatchObject({
      code: 'CONFLICT',
      item: job.id,
    });
    await api.data('mutation ($id: ID!) { cancelJob(id: $id) { id } }', { id: job.id });
    expect(await api.database.prisma.dataset.findUnique({ where: { id: brain.dataset.id } })).not.toBeNull();
    const id = brain.dataset.id;
    expect(await api.data('mutation ($id: ID!) { archiveDataset(id: $id) { archived } }', { id })).toEqual({
      archiveDataset: { archived: true },
    });
    expect(await api.failure(IMPORT, { input: { datasetId: id, path: folder } })).toMatchObject({
      code: 'DATASET_ARCHIVED',
      field: 'datasetId',
    });
    const count = (includeArchived: boolean) =>
      api.data('query ($a: Boolean) { datasets(includeArchived: $a) { totalCount } }', { a: includeArchived });
    expect([await count(false), await count(true)]).toEqual([{ datasets: { totalCount: 0 } }, { datasets: { totalCount: 1 } }]);
    expect(await api.data('mutation ($id: ID!) { restoreDataset(id: $id) { archived } }', { id })).toEqual({
      restoreDataset: { archived: false },
    });
  });
});

test('the picker shows the roots and what is in them, and nothing else', async () => {
  const list = (at: string | null) =>
    api.data<{ folders: { name: string; readable: boolean }[] }>(
      'query ($path: String) { folders(path: $path) { path name images folders readable } }',
      { path: at },
    );
  expect((await list(null)).folders).toMatchObject([{ path: root, readable: true }]);
  expect((await list(root)).folders.map(({ name }) => name)).toEqual(['empty', 'scans']);
  expect(await api.failure('{ folders(path: "/etc") { path } }')).toMatchObject({ code: 'FOLDER_NOT_ALLOWED' });
});

test('a name that is taken is told by its field, also in a rename', async () => {
  const other = await importedDataset(api.database, 'other', 1);
  const rename =
    'mutation ($id: ID!, $input: UpdateDatasetInput!) { updateDataset(id: $id, input: $input) { name description } }';
  expect(await api.failure(rename, { id: other.dataset.id, input: { name: 'brain' } })).toMatchObject({
    code: 'NAME_TAKEN',
    field: 'name',
  });
  expect(await api.data(rename, { id: other.dataset.id, input: { name: 'other 2', description: 'text' } })).toEqual({
    updateDataset: { name: 'other 2', description: 'text' },
  });
  await api.database.prisma.dataset.delete({ where: { id: other.dataset.id } }).catch(() => undefined);
});

describe('images', () => {
  const IMAGES = `query ($id: ID!, $where: ImageWhere, $first: Int, $after: String) { node(id: $id) { ... on DatasetVersion {
    images(where: $where, first: $first, after: $after) { totalCount nodes { id path label group width height bytes url thumbnailUrl } pageInfo { hasNextPage endCursor } } } } }`;
  interface Images {
    node: {
      images: {
        totalCount: number;
        nodes: { id: string; path: string; label: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
      };
    };
  }
  const ask = async (variables: Record<string, unknown>) =>
    (await api.data<Images>(IMAGES, { id: brain.version.id, ...variables })).node.images;

  test('come by path, page by page', async () => {
    const whole = await ask({});
    expect(whole.totalCount).toBe(36);
    const paths = whole.nodes.map(({ path: at }) => at);
    expect(paths).toEqual([...paths].sort());
    expect(whole.nodes[0]).toMatchObject({ width: 64, height: 48, bytes: 1234, url: `/images/${whole.nodes[0]?.id ?? ''}` });
    const first = await ask({ first: 20 });
    const second = await ask({ first: 20, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...second.nodes].map(({ path: at }) => at)).toEqual(paths);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  test.each([
    ['label', { label: 'glioma' }, 9],
    ['subset of the only split', { subset: 'TEST' }, 12],
    ['both', { subset: 'TEST', label: 'glioma' }, 3],
    ['part of the path', { pathContains: 'TRAIN/GLI' }, 3],
    ['a group that nobody has', { group: 'x' }, 0],
  ])('can be narrowed by %s', async (_title, where, count) => {
    expect((await ask({ where })).totalCount).toBe(count);
  });

  test('an image is as its version has it, and by its id as the newest has it', async () => {
    const { prisma } = api.database;
    const user = await prisma.user.findFirstOrThrow();
    const [itemId = ''] = brain.items;
    await prisma.itemRevision.update({ where: { itemId_fromVersion: { itemId, fromVersion: 1 } }, data: { toVersion: 1 } });
    await prisma.itemRevision.create({ data: { itemId, fromVersion: 2, label: 'changed', createdById: user.id } });
    const second = await prisma.datasetVersion.create({
      data: {
        id: `${brain.version.id.slice(0, -1)}z`,
        datasetId: brain.dataset.id,
        number: 2,
        imageCount: 36,
        classes: [],
        manifestHash: 'e'.repeat(64),
        createdById: user.id,
      },
    });
    expect(await api.data('query ($id: ID!) { node(id: $id) { id ... on Image { label } } }', { id: itemId })).toEqual({
      node: { id: itemId, label: 'changed' },
    });
    expect((await ask({ where: { label: 'changed' } })).totalCount).toBe(0);
    expect((await ask({ id: second.id, where: { label: 'changed' } })).nodes.map(({ id }) => id)).toEqual([itemId]);
    expect(await api.data('{ dataset(name: "brain") { latestVersion { number } versions { nodes { number } } } }')).toEqual({
      dataset: { latestVersion: { number: 2 }, versions: { nodes: [{ number: 2 }, { number: 1 }] } },
    });
  });
});

describe('splits', () => {
  const SPLIT = `mutation ($input: CreateSplitInput!) { createSplit(input: $input) { id name strategy seed counts { subset count classes { name count } }
    certificate { level statement checks { kind between status crossing } } } }`;
  const make = (input: Record<string, unknown>) => ({
    input: { datasetVersionId: brain.version.id, name: 's', strategy: 'STRATIFIED', seed: 1, ...input },
  });

  test('a stratified one holds every image once and says what was not checked', async () => {
    interface Made {
      createSplit: {
        id: string;
        counts: { count: number; classes: { name: string }[] }[];
        certificate: { level: string; checks: { kind: string; status: string }[] };
      };
    }
    const { createSplit: split } = await api.data<Made>(SPLIT, make({ name: 'stratified', validation: 0.25, test: 0.25 }));
    expect(split.counts.reduce((sum, { count }) => sum + count, 0)).toBe(36);
    expect(split.counts[0]?.classes.map(({ name }) => name)).toEqual(expect.arrayContaining(LABELS.slice(1)));
    expect(split.certificate.level).toBe('NONE');
    expect(split.certificate.checks.filter(({ kind }) => kind === 'EXACT_BYTES').map(({ status }) => status)).toEqual([
      'PASSED',
      'PASSED',
      'PASSED',
    ]);
    expect(split.certificate.checks.filter(({ kind }) => kind === 'NEAR').map(({ status }) => status)).toEqual([
      'NOT_CHECKED',
      'NOT_CHECKED',
      'NOT_CHECKED',
    ]);
    const members = await api.database.prisma.splitMember.findMany({ where: { splitId: split.id } });
    expect(new Set(members.map(({ itemId }) => itemId)).size).toBe(36);
  });

  test.each([
    ['a name that is taken', { name: 'official' }, { code: 'NAME_TAKEN', field: 'name' }],
    ['a name with a slash', { name: 'a/b' }, { code: 'INVALID_NAME', field: 'name' }],
    ['what needs copies to be known', { strategy: 'OFFICIAL_CLEANED' }, { code: 'NOT_SUPPORTED_YET', field: 'strategy' }],
    ['what needs patients to be known', { strategy: 'GROUPED' }, { code: 'NOT_SUPPORTED_YET', field: 'strategy' }],
    ['nothing left to train on', { validation: 0.5, test: 0.5 }, { code: 'INVALID_INPUT' }],
    ['a part of nothing', { validation: 0 }, { code: 'INVALID_INPUT', field: 'validation' }],
    ['a test part of an official one', { strategy: 'OFFICIAL', test: 0.2 }, { code: 'INVALID_INPUT', field: 'test' }],
    ['a negative seed', { seed: -1 }, { code: 'INVALID_INPUT', field: 'seed' }],
    ['a version that is not there', { datasetVersionId: 'dsv_nothing' }, { code: 'NOT_FOUND', field: 'datasetVersionId' }],
  ])('%s is refused', async (_title, input, expected) => {
    const before = await api.database.prisma.split.count();
    expect(await api.failure(SPLIT, make(input))).toMatchObject(expected);
    expect(await api.database.prisma.split.count()).toBe(before);
  });
});
