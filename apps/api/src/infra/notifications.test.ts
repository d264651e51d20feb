import { CHANNELS } from '@sagittal/contracts';
import { connect, type Database } from '@sagittal/prisma';
import { createTestDatabase, type TestDatabase } from '@sagittal/prisma/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createNotifications, type Notifications } from './notifications.ts';

let made: TestDatabase;
let database: Database;
let notifications: Notifications;
let errors: unknown[];

beforeEach(async () => {
  made = await createTestDatabase();
  database = connect(made.url, { max: 4 });
  errors = [];
  notifications = createNotifications(database, (error) => errors.push(error));
});
afterEach(async () => {
  await notifications.close();
  await database.close();
  await made.drop();
});

const tell = (id: string) => database.pool.query('SELECT pg_notify($1, $2)', [CHANNELS.run, id]);

/** Until the listener has told all watches that it is connected. */
async function connected(): Promise<void> {
  const watch = notifications.watch('run');
  expect((await watch.wait())?.all).toBe(true);
  watch.close();
}

test('a watch hears of its id alone, and what comes while nobody waits is one signal', async () => {
  await connected();
  const [mine, every] = [notifications.watch('run', 'a'), notifications.watch('run')];
  for (const id of ['b', 'a', 'a', 'b']) await tell(id);
  expect(await mine.wait()).toEqual({ ids: new Set(['a']), all: false });
  await tell('c');
  const seen = new Set<string>();
  while (!seen.has('c')) for (const id of (await every.wait())?.ids ?? []) seen.add(id);
  expect(seen).toEqual(new Set(['a', 'b', 'c']));
});

test('closing ends the wait', async () => {
  const watch = notifications.watch('job', 'x');
  const waiting = watch.wait().then((signal) => (signal?.all ? watch.wait() : signal));
  watch.close();
  expect(await waiting).toBeNull();
});

test('when the connection is lost it is made again, and every watch is told that it may have missed something', async () => {
  await connected();
  const watch = notifications.watch('run', 'a');
  await database.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND pid <> pg_backend_pid()",
  );
  expect(await watch.wait()).toMatchObject({ all: true });
  expect(errors).toHaveLength(1);
  await tell('a');
  expect((await watch.wait())?.ids).toEqual(new Set(['a']));
});
