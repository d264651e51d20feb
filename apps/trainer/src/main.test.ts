import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { RecipeInput } from '@sagittal/contracts';
import { presetByName } from '@sagittal/models';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writePictures } from './testing/picture-folder.ts';
import { computePid, isAlive } from './testing/processes.ts';
import { ended, until, World } from './testing/world.ts';

const endless: RecipeInput = { ...presetByName('small-cnn').smoke, epochs: 5_000 };

let world: World;
let trainer: ChildProcess;
let runId = '';
let compute = 0;

beforeEach(async () => {
  world = await World.create();
  trainer = await world.trainerProcess();
  await writePictures(world.folder('pictures'), { perClass: 10, seed: 1 });
  const { jobId } = await world.queueImport(world.folder('pictures'));
  const { resultId } = await until(() => world.job(jobId), ended);
  const split = await world.database.prisma.split.findFirstOrThrow({ where: { datasetVersionId: resultId ?? '' } });
  runId = await world.launch(split.id, endless);
  await until(
    () => world.curve(runId, 'val_loss'),
    (values) => values.length > 0,
  );
  compute = await computePid(trainer.pid ?? 0);
});
afterEach(async () => {
  trainer.kill('SIGKILL');
  await world.close();
});

const computeIsGone = () =>
  until(
    async () => isAlive(compute),
    (alive) => !alive,
    5_000,
  );

test('SIGTERM ends it in order, with the run back in the queue', async () => {
  trainer.kill('SIGTERM');
  expect(await once(trainer, 'exit')).toEqual([0, null]);
  expect(isAlive(compute)).toBe(false);
  expect(await world.run(runId)).toMatchObject({ status: 'QUEUED', attempts: [{ endReason: 'stopped' }] });
});

test('when the process that started it goes, it goes too', async () => {
  trainer.disconnect();
  expect(await once(trainer, 'exit')).toEqual([0, null]);
  await computeIsGone();
  expect(await world.run(runId)).toMatchObject({ status: 'QUEUED' });
});

test('after kill -9 its compute process does not outlive it, and the run is taken up within 30 seconds', async () => {
  trainer.kill('SIGKILL');
  const killed = performance.now();
  await computeIsGone();
  trainer = await world.trainerProcess();
  const run = await until(
    () => world.run(runId),
    ({ attempts }) => attempts.length === 2,
  );
  expect(performance.now() - killed).toBeLessThan(30_000);
  expect(run).toMatchObject({ status: 'RUNNING', attempts: [{ endReason: 'lost' }, { attempt: 2 }] });
});
