import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Harness, startApi } from '../testing/harness.ts';
import { importedDataset, logPoints, storedRun } from '../testing/scenario.ts';

let api: Harness;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('when the database ends every connection, the server stays up and an open subscription goes on where it was', async () => {
  const { prisma, pool } = api.database;
  const run = await storedRun(api.database, await prisma.experiment.findFirstOrThrow(), await importedDataset(api.database), {
    status: 'RUNNING',
    series: {},
    accuracy: null,
  });
  const steps: number[] = [];
  const listening = (async () => {
    const query = 'subscription ($id: ID!) { runEvents(runId: $id, afterSeq: 0) { points { step } } }';
    for await (const { data } of api
      .sockets()
      .iterate<{ runEvents: { points: { step: number }[] } }>({ query, variables: { id: run.id } })) {
      steps.push(...(data?.runEvents.points ?? []).map(({ step }) => step));
      if (steps.includes(3)) break;
    }
  })();
  await logPoints(api.database, run.id, 'loss', [1], 1);
  while (!steps.includes(1)) await new Promise((resolve) => setTimeout(resolve, 20));

  await pool.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  // written while nobody can be told
  await logPoints(api.database, run.id, 'loss', [2], 2);
  await logPoints(api.database, run.id, 'loss', [3], 3);
  await listening;
  expect(steps).toEqual([1, 2, 3]);
  expect(await api.data('{ runs { totalCount } }')).toEqual({ runs: { totalCount: 1 } });
  expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
});
