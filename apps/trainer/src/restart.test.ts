import type { RecipeInput } from '@sagittal/contracts';
import { presetByName } from '@sagittal/models';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writePictures } from './testing/picture-folder.ts';
import { ended, until, World } from './testing/world.ts';

const recipe: RecipeInput = { ...presetByName('small-cnn').smoke, epochs: 40, batch: 16 };

let world: World;
beforeEach(async () => {
  world = await World.create();
});
afterEach(() => world.close());

async function splitOf(): Promise<string> {
  await writePictures(world.folder('pictures'), { perClass: 10, seed: 1 });
  const { jobId } = await world.queueImport(world.folder('pictures'));
  const { resultId } = await until(() => world.job(jobId), ended);
  return (await world.database.prisma.split.findFirstOrThrow({ where: { datasetVersionId: resultId ?? '' } })).id;
}

test('a trainer that is stopped gives its run back, signs off, and the next one finishes it', async () => {
  const first = await world.trainer();
  const id = await world.launch(await splitOf(), recipe);
  await until(
    () => world.curve(id, 'val_loss'),
    (values) => values.length > 0,
  );
  const asked = performance.now();
  await first.close();
  expect(performance.now() - asked).toBeLessThan(5_000);
  expect(await world.run(id)).toMatchObject({ status: 'QUEUED', attempts: [{ endReason: 'stopped' }] });
  expect((await world.database.prisma.trainer.findUniqueOrThrow({ where: { id: first.id } })).stoppedAt).not.toBeNull();

  await world.trainer();
  const run = await until(() => world.run(id), ended, 60_000);
  expect(run).toMatchObject({ status: 'FINISHED', attempts: [{ attempt: 1 }, { attempt: 2, endReason: 'finished' }] });
  expect(run.timeline.find(({ kind }) => kind === 'RESUMED')?.message).toContain('its trainer was stopped');
  expect(await world.curve(id, 'val_loss')).toHaveLength(40);
});

test('a run whose trainer vanished is taken up, or cancelled where that was asked for', async () => {
  const trainer = await world.trainer();
  const splitId = await splitOf();
  await trainer.close();
  const { pool } = world.database;
  const ids = [];
  for (const cancelled of [false, true]) {
    const id = await world.launch(splitId, { ...recipe, epochs: 1 });
    await pool.query(
      `UPDATE "Run" SET status = 'RUNNING', "cancelRequestedAt" = CASE WHEN $2 THEN clock_timestamp() END WHERE id = $1`,
      [id, cancelled],
    );
    await pool.query(
      `INSERT INTO "RunAttempt" ("runId", attempt, "trainerId", "startedAt", "expiresAt") VALUES ($1, 1, $2, clock_timestamp(), clock_timestamp() - interval '1 second')`,
      [id, trainer.id],
    );
    ids.push(id);
  }
  await world.trainer();
  const [taken, cancelled] = await Promise.all(ids.map((id) => until(() => world.run(id), ended)));
  expect(taken).toMatchObject({ status: 'FINISHED', attempts: [{ endReason: 'lost' }, { endReason: 'finished' }] });
  expect(cancelled).toMatchObject({ status: 'CANCELLED', attempts: [{ endReason: 'lost' }] });
});

test('two trainers never take the same work', async () => {
  await world.trainer();
  const splitId = await splitOf();
  await world.trainer();
  const ids = [];
  for (let index = 0; index < 4; index += 1) ids.push(await world.launch(splitId, { ...recipe, epochs: 2 }));
  for (const id of ids) {
    const run = await until(() => world.run(id), ended, 60_000);
    expect(run).toMatchObject({ status: 'FINISHED' });
    expect(run.attempts).toHaveLength(1);
  }
});
