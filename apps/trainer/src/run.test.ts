import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ModelCard, RecipeInput } from '@sagittal/contracts';
import { presetByName } from '@sagittal/models';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writePictures } from './testing/picture-folder.ts';
import { computePid, isAlive } from './testing/processes.ts';
import { ended, until, World } from './testing/world.ts';

const small: RecipeInput = {
  ...presetByName('small-cnn').smoke,
  epochs: 12,
  batch: 16,
  optimizer: { type: 'adam', learningRate: 5e-3 },
};
const frozen = presetByName('mobilenetv2-frozen').smoke;
/** So long that it can be interrupted at leisure. */
const endless: RecipeInput = { ...small, epochs: 5_000 };

let world: World;
let splitId = '';

beforeAll(async () => {
  world = await World.create();
  await world.trainer();
  await writePictures(world.folder('pictures'), { perClass: 30, seed: 1 });
  const { jobId } = await world.queueImport(world.folder('pictures'));
  const { resultId } = await until(() => world.job(jobId), ended);
  splitId = (await world.database.prisma.split.findFirstOrThrow({ where: { datasetVersionId: resultId ?? '' } })).id;
});
afterAll(() => world.close());

async function finished(recipe: RecipeInput) {
  const id = await world.launch(splitId, recipe);
  return until(() => world.run(id), ended, 60_000);
}

/** Launches a run that goes on, and waits until it has told some points. */
async function underWay(): Promise<string> {
  const id = await world.launch(splitId, endless);
  await until(
    () => world.curve(id, 'val_loss'),
    (values) => values.length > 0,
  );
  return id;
}

describe('a run', () => {
  test('goes from the queue to its results', async () => {
    const run = await finished(small);
    expect(run).toMatchObject({ status: 'FINISHED', error: null, progress: { phase: 'DONE' } });
    expect(run.startedAt).not.toBeNull();
    expect(run.finishedAt).not.toBeNull();
    expect(run.timeline.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['STARTED', 'ENGINE_CHOSEN', 'BEST', 'CHECKPOINT', 'FINISHED']),
    );
    expect(run.timeline.at(-1)?.kind).toBe('FINISHED');
    expect(run.attempts).toMatchObject([{ attempt: 1, endReason: 'finished', engine: 'onnxruntime' }]);
    expect(run.environment).toMatchObject({
      engine: 'onnxruntime',
      threads: 1,
      weightsHash: null,
      codeVersion: 'test',
      trainer: expect.stringMatching(/^trn_/),
    });

    for (const key of ['loss', 'accuracy', 'val_loss', 'val_accuracy', 'learning_rate'])
      expect(await world.curve(run.id, key)).toHaveLength(12);
    expect(await world.curve(run.id, 'batch_loss')).toHaveLength(12 * 4);
    const seqs = await world.database.prisma.metricPoint.findMany({
      where: { series: { runId: run.id } },
      select: { seq: true },
    });
    expect(new Set(seqs.map(({ seq }) => seq)).size).toBe(seqs.length);
    expect(seqs.every(({ seq }) => seq <= run.lastSeq)).toBe(true);

    const best = Math.max(...(await world.curve(run.id, 'val_accuracy')));
    expect(best).toBeGreaterThan(0.8);
    expect(run.evaluations.map(({ subset }) => subset).sort()).toEqual(['TEST', 'VALIDATION']);
    for (const evaluation of run.evaluations) {
      const predictions = await world.database.prisma.prediction.findMany({ where: { evaluationId: evaluation.id } });
      expect(predictions).toHaveLength(evaluation.imageCount);
      expect(predictions.filter(({ correct }) => correct).length / predictions.length).toBe(evaluation.accuracy);
      for (const { scores, label, predictedLabel, confidence, labelScore, correct } of predictions) {
        expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 5);
        expect(confidence).toBe(Math.max(...scores));
        expect(scores[evaluation.classes.indexOf(predictedLabel)]).toBe(confidence);
        expect(scores[evaluation.classes.indexOf(label)]).toBe(labelScore);
        expect(correct).toBe(label === predictedLabel);
      }
      expect(evaluation.certificateId).toMatch(/^crt_/);
      expect(evaluation.metrics).toMatchObject([
        { key: 'accuracy', value: evaluation.accuracy, method: 'wilson' },
        { key: 'f1_macro' },
      ]);
    }
    // the best weights, restored: the validation subset is judged as in the best epoch
    expect(run.evaluations.find(({ subset }) => subset === 'VALIDATION')?.accuracy).toBe(best);

    expect(run.checkpoints.map(({ kind }) => kind).sort()).toEqual(['BEST', 'LAST']);
    for (const { file, bytes, sha256 } of run.checkpoints) {
      const content = await readFile(path.join(world.home, 'runs', run.id, file));
      expect(BigInt(content.length)).toBe(bytes);
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    }
    expect(run.artifacts.map(({ name }) => name).sort()).toEqual([
      'best.safetensors',
      'last.safetensors',
      'model-card.json',
      'model-card.md',
      'model.onnx',
      'predictions-test.csv',
      'predictions-validation.csv',
    ]);
    for (const { name, bytes, sha256 } of run.artifacts) {
      const content = await readFile(path.join(world.home, 'runs', run.id, name));
      expect([BigInt(content.length), createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256]);
    }
    const card = JSON.parse(await readFile(path.join(world.home, 'runs', run.id, 'model-card.json'), 'utf8')) as ModelCard;
    expect(card).toMatchObject({
      run: { id: run.id, name: run.name },
      dataset: { version: 1, manifestHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      split: { strategy: expect.any(String), seed: expect.any(Number) },
      certificate: { level: expect.any(String), statement: expect.any(String) },
      codeVersion: 'test',
    });
    expect(card.results.map(({ subset, metrics }) => [subset, metrics[0]?.value])).toEqual(
      ['VALIDATION', 'TEST'].map((subset) => [subset, run.evaluations.find((one) => one.subset === subset)?.accuracy]),
    );
  });

  test('maps labels to its own classes, and leaves out what is in none', async () => {
    const classes = [
      { name: 'lined', from: ['rows', 'stripes'] },
      { name: 'dotted', from: ['dots'] },
    ];
    const run = await finished({ ...small, epochs: 1, task: { classes } });
    const test = run.evaluations.find(({ subset }) => subset === 'TEST');
    expect(test?.classes).toEqual(['lined', 'dotted']);
    const predictions = await world.database.prisma.prediction.findMany({
      where: { evaluationId: test?.id ?? '' },
      include: { item: true },
    });
    for (const { item, label, scores } of predictions) {
      expect(label).toBe(item.path.startsWith('dots/') ? 'dotted' : 'lined');
      expect(scores).toHaveLength(2);
    }
    const without = await finished({
      ...small,
      epochs: 1,
      task: {
        classes: [
          { name: 'r', from: ['rows'] },
          { name: 's', from: ['stripes'] },
        ],
      },
    });
    expect(without.evaluations.map(({ imageCount, subset }) => [subset, imageCount]).sort()).toEqual([
      ['TEST', 12],
      ['VALIDATION', 6],
    ]);
  });

  test('gives the same curves and predictions to the bit when it is repeated, and others with another seed', async () => {
    const results = [];
    for (const seed of [1, 1, 2]) {
      const run = await finished({ ...small, epochs: 3, seed, head: { dropout: 0.3 } });
      results.push([
        await world.curve(run.id, 'batch_loss'),
        await world.curve(run.id, 'val_loss'),
        await world.scores(run.id, 'TEST'),
      ]);
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).not.toEqual(results[0]);
  });

  test('with a frozen backbone gives the same with its features computed, cached, and damaged', async () => {
    const features = path.join(world.home, 'derived', 'features');
    const results = [];
    for (const prepare of [() => rm(features, { recursive: true, force: true }), async () => undefined, () => damage(features)]) {
      await prepare();
      const run = await finished(frozen);
      expect(run.status).toBe('FINISHED');
      results.push([
        await world.curve(run.id, 'batch_loss'),
        await world.curve(run.id, 'val_accuracy'),
        await world.scores(run.id, 'TEST'),
      ]);
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });
});

async function damage(folder: string): Promise<void> {
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.features')) continue;
    const file = path.join(folder, name);
    const bytes = await readFile(file);
    bytes[100] = (bytes[100] ?? 0) ^ 0xff;
    await writeFile(file, bytes.subarray(0, bytes.length - 1000));
  }
}

describe('what goes wrong is told', () => {
  test('weights that are not there', async () => {
    const run = await finished(presetByName('mobilenetv2-frozen').recipe);
    expect(run).toMatchObject({
      status: 'FAILED',
      error: { code: 'WEIGHTS_MISSING', hint: expect.stringContaining('SAGITTAL_WEIGHTS') },
    });
    expect(run.timeline.at(-1)).toMatchObject({ kind: 'FAILED', message: expect.stringContaining('WEIGHTS_MISSING') });
    expect(run.attempts).toMatchObject([{ endReason: 'failed' }]);
  });

  test('a loss that is no number, with its step and learning rate, and its last points kept', async () => {
    const run = await finished({
      ...small,
      optimizer: { type: 'sgd', learningRate: 100, momentum: 0.99 },
      schedule: { type: 'constant' },
    });
    expect(run).toMatchObject({
      status: 'FAILED',
      error: { code: 'LOSS_NOT_FINITE', message: expect.stringMatching(/step \d+ .*learning rate of 100/) },
    });
    expect(Number.isFinite((await world.curve(run.id, 'batch_loss')).at(-1))).toBe(false);
  });
});

describe('a run that is interrupted', () => {
  test('by its user is cancelled within two seconds', async () => {
    const id = await underWay();
    const asked = performance.now();
    await world.cancelRun(id);
    const run = await until(() => world.run(id), ended);
    expect(performance.now() - asked).toBeLessThan(2_000);
    expect(run.status).toBe('CANCELLED');
    expect(run.timeline.at(-1)?.kind).toBe('CANCELLED');
    expect(run.attempts).toMatchObject([{ endReason: 'cancelled' }]);
  });

  test('by its user in the moment in which it is taken is cancelled too, though nobody heard the call', async () => {
    const id = await world.launch(splitId, endless);
    await until(
      async () => {
        await world.database.pool.query(
          `UPDATE "Run" SET "cancelRequestedAt" = clock_timestamp() WHERE id = $1 AND status = 'RUNNING'`,
          [id],
        );
        return world.run(id);
      },
      ({ cancelRequestedAt }) => cancelRequestedAt !== null,
    );
    expect((await until(() => world.run(id), ended, 10_000)).status).toBe('CANCELLED');
  });

  test('by kill -9 of its compute process begins again, and after the third time fails', async () => {
    const id = await underWay();
    for (const attempt of [1, 2, 3]) {
      process.kill(await computePid(process.pid), 'SIGKILL');
      if (attempt === 3) break;
      await until(
        () => world.run(id),
        ({ attempts }) => attempts.length === attempt + 1,
      );
      const run = await world.run(id);
      expect(run.status).toBe('RUNNING');
      expect(run.attempts[attempt - 1]?.endReason).toBe('lost');
      await until(
        () => world.curve(id, 'val_loss'),
        (values) => values.length > 0,
      );
      // nothing of the former attempt is left in the curves
      const steps = await world.database.prisma.metricPoint.findMany({
        where: { series: { runId: id, key: 'val_loss' } },
        orderBy: { seq: 'asc' },
      });
      expect(steps.map(({ step }) => step)).toEqual(steps.map((_, index) => index + 1));
    }
    const run = await until(() => world.run(id), ended);
    expect(run).toMatchObject({ status: 'FAILED', error: { code: 'TRAINER_LOST' } });
    expect(run.timeline.filter(({ kind }) => kind === 'RESUMED')).toHaveLength(2);
  });

  test('by a lost database connection goes on, and no point is there twice', async () => {
    const id = await underWay();
    await world.database.pool
      .query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      )
      .catch(() => undefined);
    const before = (await world.curve(id, 'val_loss')).length;
    await until(
      () => world.curve(id, 'val_loss'),
      (values) => values.length > before + 3,
    );
    const points = await world.database.prisma.metricPoint.findMany({
      where: { series: { runId: id, key: 'batch_loss' } },
      orderBy: { seq: 'asc' },
    });
    expect(points.map(({ step }) => step)).toEqual(points.map((_, index) => index + 1));
    // the cancel still comes through: the listener is connected again
    await world.cancelRun(id);
    const run = await until(() => world.run(id), ended, 10_000);
    expect(run).toMatchObject({ status: 'CANCELLED', attempts: [{ attempt: 1 }] });
  });

  test('by another trainer that took it: nothing more is written, and the work stops', async () => {
    const id = await underWay();
    const { pool } = world.database;
    await pool.query(`UPDATE "RunAttempt" SET "endedAt" = clock_timestamp(), "endReason" = 'lost' WHERE "runId" = $1`, [id]);
    await pool.query(
      `INSERT INTO "RunAttempt" ("runId", attempt, "trainerId", "startedAt", "expiresAt") SELECT $1, 2, "trainerId", clock_timestamp(), clock_timestamp() + interval '1 hour' FROM "RunAttempt" WHERE "runId" = $1`,
      [id],
    );
    const { lastSeq } = await world.run(id);
    const pid = await computePid(process.pid);
    await until(
      async () => isAlive(pid),
      (alive) => !alive,
      5_000,
    );
    expect(await world.run(id)).toMatchObject({ status: 'RUNNING', lastSeq });
    await pool.query(`UPDATE "Run" SET status = 'CANCELLED' WHERE id = $1`, [id]);
  });
});
