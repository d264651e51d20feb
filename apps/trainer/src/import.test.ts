import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { newId } from '@sagittal/contracts';
import { ContentStore } from '@sagittal/data';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pause } from './postgres/pause.ts';
import { writePictures } from './testing/picture-folder.ts';
import { computePid } from './testing/processes.ts';
import { ended, until, World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.create();
  await world.trainer();
});
afterAll(() => world.close());

async function imported(folder: string, into?: string) {
  const { jobId, datasetId } = await world.queueImport(folder, into);
  return { datasetId, job: await until(() => world.job(jobId), ended) };
}

async function storedFiles(): Promise<string[]> {
  const hashes = [];
  for await (const hash of new ContentStore(world.home).hashes()) hashes.push(hash);
  return hashes;
}

describe('a folder', () => {
  let datasetId = '';

  test('becomes a version with items, a split and a certificate; what is no image is told', async () => {
    const folder = world.folder('first');
    await writePictures(folder, { perClass: 10, seed: 1 });
    await writeFile(path.join(folder, 'dots', 'broken.png'), 'no image at all');
    const result = await imported(folder);
    datasetId = result.datasetId;
    expect(result.job).toMatchObject({ status: 'SUCCEEDED', error: null, expiresAt: null });
    expect(result.job.done).toBe(result.job.total);
    expect(result.job.problems).toMatchObject([{ item: 'dots/broken.png', code: 'NOT_AN_IMAGE' }]);
    const version = await world.database.prisma.datasetVersion.findUniqueOrThrow({
      where: { id: result.job.resultId ?? '' },
      include: { splits: { include: { certificates: true, members: true } } },
    });
    expect(version).toMatchObject({
      number: 1,
      imageCount: 30,
      importJobId: result.job.id,
      classes: [
        { name: 'dots', count: 10 },
        { name: 'rows', count: 10 },
        { name: 'stripes', count: 10 },
      ],
    });
    expect(version.manifestHash).toMatch(/^[0-9a-f]{64}$/);
    const [split] = version.splits;
    expect(split).toMatchObject({ name: 'stratified', strategy: 'STRATIFIED', seed: 1 });
    expect(split?.members).toHaveLength(30);
    expect(split?.certificates).toHaveLength(1);
    expect(split?.certificates[0]?.statement).toContain('Not checked');
    expect(await storedFiles()).toHaveLength(30);
  });

  test('imported again, changed, is the next version; what stayed keeps its item and revision', async () => {
    const folder = world.folder('first');
    await rm(path.join(folder, 'dots', '000.bmp'));
    await writePictures(world.folder('other'), { perClass: 1, seed: 2 });
    await copyFile(path.join(world.folder('other'), 'rows', '000.bmp'), path.join(folder, 'rows', 'new.bmp'));
    const { job } = await imported(folder, datasetId);
    expect(job.status).toBe('SUCCEEDED');
    const version = await world.database.prisma.datasetVersion.findUniqueOrThrow({ where: { id: job.resultId ?? '' } });
    expect(version).toMatchObject({ number: 2, imageCount: 30, datasetId });
    const items = await world.database.prisma.datasetItem.findMany({ where: { datasetId }, include: { revisions: true } });
    expect(items).toHaveLength(31);
    const of = (name: string) =>
      items
        .find((item) => item.path === name)
        ?.revisions.map(({ fromVersion, toVersion, label }) => [fromVersion, toVersion, label]);
    expect(of('dots/000.bmp')).toEqual([[1, 1, 'dots']]);
    expect(of('dots/001.bmp')).toEqual([[1, null, 'dots']]);
    expect(of('rows/new.bmp')).toEqual([[2, null, 'rows']]);
  });

  test('with train and test folders has the official split', async () => {
    await writePictures(path.join(world.folder('official'), 'Training'), { perClass: 6, seed: 3 });
    await writePictures(path.join(world.folder('official'), 'Testing'), { perClass: 3, seed: 4 });
    const { job } = await imported(world.folder('official'));
    const [split] = await world.database.prisma.split.findMany({
      where: { datasetVersionId: job.resultId ?? '' },
      include: { members: { include: { item: true } } },
    });
    expect(split).toMatchObject({ name: 'official', strategy: 'OFFICIAL', seed: 1 });
    expect(split?.members.filter(({ item }) => item.path.startsWith('Testing')).every(({ subset }) => subset === 'TEST')).toBe(
      true,
    );
    expect(new Set(split?.members.map(({ subset }) => subset))).toEqual(new Set(['TRAIN', 'VALIDATION', 'TEST']));
  });
});

describe('what fails leaves nothing behind', () => {
  test.each([
    ['a folder that is not there', 'absent', 'FOLDER_NOT_FOUND'],
    ['an empty folder', 'empty', 'FOLDER_EMPTY'],
  ])('%s', async (_, name, code) => {
    if (name === 'empty') await mkdir(world.folder(name), { recursive: true });
    const { job, datasetId } = await imported(world.folder(name));
    expect(job).toMatchObject({ status: 'FAILED', resultId: null, error: { code } });
    expect(await world.database.prisma.dataset.findUnique({ where: { id: datasetId } })).toBeNull();
  });

  test('a folder outside of the data roots is not read, also where a link inside leads to it', async () => {
    const outside = await mkdtemp(path.join(os.tmpdir(), 'sagittal-outside-'));
    try {
      await writePictures(outside, { perClass: 2, seed: 5 });
      await mkdir(world.folder(''), { recursive: true });
      await symlink(outside, world.folder('way-out'));
      for (const folder of [outside, world.folder('way-out')]) {
        const { job } = await imported(folder);
        expect(job).toMatchObject({ status: 'FAILED', resultId: null, error: { code: 'FOLDER_NOT_ALLOWED' } });
      }
    } finally {
      await rm(outside, { recursive: true });
    }
  });

  test('a folder of which nothing can be taken says why, file by file', async () => {
    const folder = world.folder('broken');
    for (const name of ['a', 'b']) {
      await mkdir(path.join(folder, name), { recursive: true });
      await writeFile(path.join(folder, name, '1.jpg'), 'text');
    }
    const before = await storedFiles();
    const { job } = await imported(folder);
    expect(job).toMatchObject({ status: 'FAILED', error: { code: 'FOLDER_EMPTY' } });
    expect(job.problems.map(({ item, code }) => [item, code])).toEqual([
      ['a/1.jpg', 'NOT_AN_IMAGE'],
      ['b/1.jpg', 'NOT_AN_IMAGE'],
    ]);
    expect(await storedFiles()).toEqual(before);
  });

  test('an archived dataset takes no version, and the files that came for it go', async () => {
    const folder = world.folder('late');
    await writePictures(folder, { perClass: 4, seed: 9 });
    await world.database.prisma.dataset.create({
      data: { id: 'ds_archived', projectId: 'prj_test', name: 'archived', createdById: 'usr_test', archivedAt: new Date() },
    });
    const before = await storedFiles();
    const { job } = await imported(folder, 'ds_archived');
    expect(job).toMatchObject({ status: 'FAILED', error: { code: 'DATASET_ARCHIVED' } });
    expect(await world.database.prisma.dataset.count({ where: { id: 'ds_archived' } })).toBe(1);
    expect(await storedFiles()).toEqual(before);
    expect(await readdir(path.join(world.home, 'store', 'tmp'))).toEqual([]);
  });

  test('a cancelled job ends at once, with its dataset and files gone', async () => {
    const folder = world.folder('large');
    await writePictures(folder, { perClass: 400, seed: 11 });
    const before = await storedFiles();
    const { jobId, datasetId } = await world.queueImport(folder);
    await until(
      () => world.job(jobId),
      ({ status, total }) => status === 'RUNNING' && total !== null,
    );
    const asked = performance.now();
    await world.database.prisma.job.update({ where: { id: jobId }, data: { cancelRequestedAt: new Date() } });
    await world.database.pool.query(`SELECT pg_notify('sagittal_cancel_job', $1)`, [jobId]);
    expect((await until(() => world.job(jobId), ended)).status).toBe('CANCELLED');
    expect(performance.now() - asked).toBeLessThan(2_000);
    expect(await world.database.prisma.dataset.findUnique({ where: { id: datasetId } })).toBeNull();
    expect(await storedFiles()).toEqual(before);
  });

  test('a job is cancelled also while its version is being written', async () => {
    const folder = world.folder('written');
    await writePictures(folder, { perClass: 4, seed: 21 });
    const before = await storedFiles();
    const { pool } = world.database;
    const { datasetId } = await imported(world.folder('first'));
    const holder = await pool.connect();
    await holder.query('BEGIN');
    // the version waits for its dataset, as a large one takes its time
    await holder.query(`SELECT 1 FROM "Dataset" WHERE id = $1 FOR UPDATE`, [datasetId]);
    const { jobId } = await world.queueImport(folder, datasetId);
    await until(
      async () => (await pool.query('SELECT 1 FROM pg_locks WHERE NOT granted')).rows,
      (waiting) => waiting.length > 0,
    );
    const asked = world.database.prisma.job
      .update({ where: { id: jobId }, data: { cancelRequestedAt: new Date() } })
      .then(() => 'asked');
    const answer = await Promise.race([asked, pause(2_000).then(() => 'still waiting')]);
    await holder.query('ROLLBACK');
    holder.release();
    expect(answer).toBe('asked');
    expect((await until(() => world.job(jobId), ended)).status).toBe('CANCELLED');
    expect(await world.database.prisma.datasetVersion.count({ where: { datasetId } })).toBe(1);
    expect(await storedFiles()).toEqual(before);
  });

  test('an import whose process dies each time fails in the end, and what it left in the store goes', async () => {
    const folder = world.folder('large');
    const before = await storedFiles();
    const { jobId, datasetId } = await world.queueImport(folder);
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await until(
        () => world.job(jobId),
        ({ total, attempt: now }) => now === attempt && total !== null,
      );
      process.kill(await computePid(process.pid), 'SIGKILL');
    }
    const job = await until(() => world.job(jobId), ended);
    expect(job).toMatchObject({ status: 'FAILED', error: { code: 'TRAINER_LOST' } });
    expect(await world.database.prisma.dataset.findUnique({ where: { id: datasetId } })).toBeNull();
    expect(await storedFiles()).toEqual(before);
  });

  test('a job that is to be cancelled ends also where the store cannot be cleared', async () => {
    const obstacle = path.join(world.home, 'store', '0f');
    await rm(obstacle, { recursive: true, force: true });
    await mkdir(path.dirname(obstacle), { recursive: true });
    await writeFile(obstacle, 'no folder');
    const { prisma } = world.database;
    const { id: datasetId } = await prisma.dataset.create({
      data: { id: newId('dataset'), projectId: 'prj_test', name: 'half-way', createdById: 'usr_test' },
    });
    // as a trainer that died leaves it, with a cancel that came after
    const { id } = await prisma.job.create({
      data: {
        id: newId('job'),
        kind: 'import-dataset',
        payload: { kind: 'import-dataset', datasetId, path: world.folder('half-way'), newDataset: true },
        status: 'RUNNING',
        attempt: 1,
        expiresAt: new Date(),
        cancelRequestedAt: new Date(),
      },
    });
    expect(await until(() => world.job(id), ended)).toMatchObject({ status: 'CANCELLED' });
    expect(await prisma.dataset.findUnique({ where: { id: datasetId } })).toBeNull();
    await rm(obstacle);
  });
});
