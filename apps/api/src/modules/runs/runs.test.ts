import type { Experiment, Run } from '@sagittal/prisma';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, startApi } from '../../testing/harness.ts';
import { type Imported, importedDataset, logPoints, storedRun } from '../../testing/scenario.ts';

let api: Harness;
let brain: Imported;
let experiment: Experiment;
const runs: Record<string, Run> = {};

beforeAll(async () => {
  api = await startApi();
  brain = await importedDataset(api.database);
  experiment = await api.database.prisma.experiment.findFirstOrThrow();
  const add = async (name: string, options: Parameters<typeof storedRun>[3]) => {
    runs[name] = await storedRun(api.database, experiment, brain, { name, ...options });
  };
  await add('a', {
    accuracy: 0.9,
    recipe: { epochs: 5, batch: 8 },
    preset: 'small-cnn',
    series: { val_accuracy: [0.5, 0.9, 0.7] },
  });
  await add('b', {
    accuracy: 0.8,
    recipe: { epochs: 10, batch: 16 },
    series: { val_accuracy: [0.6, 0.6, 0.8], val_loss: [3, 1, 2] },
  });
  await add('c', { accuracy: null, recipe: { epochs: 20, batch: 16 }, status: 'FAILED', series: {} });
  await add('d', { accuracy: 0.8, recipe: { epochs: 10, batch: 32 }, series: { val_accuracy: [0.4, Number.NaN] } });
});
afterAll(() => api.close());

const names = async (variables: Record<string, unknown>): Promise<string[]> => {
  const answer = await api.data<{ runs: { totalCount: number; nodes: { name: string }[] } }>(
    'query ($where: RunWhere, $orderBy: [RunOrder!], $first: Int) { runs(where: $where, orderBy: $orderBy, first: $first) { totalCount nodes { name } } }',
    variables,
  );
  expect(answer.runs.totalCount).toBe(answer.runs.nodes.length);
  return answer.runs.nodes.map(({ name }) => name);
};

describe('order', () => {
  const orders: [string, Record<string, unknown>[] | null, string[]][] = [
    ['newest first by default', null, ['d', 'c', 'b', 'a']],
    ['by name, upwards', [{ field: 'NAME', direction: 'ASC' }], ['a', 'b', 'c', 'd']],
    ['by test accuracy: what has none comes last', [{ evaluation: { key: 'accuracy', subset: 'TEST' } }], ['a', 'd', 'b', 'c']],
    ['also upwards', [{ evaluation: {}, direction: 'ASC' }], ['b', 'd', 'a', 'c']],
    [
      'by another metric of the evaluation',
      [
        { evaluation: { key: 'f1_macro' }, direction: 'ASC' },
        { field: 'NAME', direction: 'DESC' },
      ],
      ['a', 'd', 'b', 'c'],
    ],
    [
      'by the last value of a series: NaN is no value',
      [
        { metric: 'val_accuracy', direction: 'ASC' },
        { field: 'NAME', direction: 'ASC' },
      ],
      ['a', 'b', 'c', 'd'],
    ],
    ['by the best value of a series', [{ metric: 'val_accuracy', aggregate: 'BEST' }], ['a', 'b', 'd', 'c']],
    [
      'by a value of the recipe, then by name',
      [
        { recipePath: 'epochs', direction: 'ASC' },
        { field: 'NAME', direction: 'DESC' },
      ],
      ['a', 'd', 'b', 'c'],
    ],
    ['by a path that no recipe has', [{ recipePath: 'no.such', direction: 'ASC' }], ['a', 'b', 'c', 'd']],
    [
      'by status',
      [
        { field: 'STATUS', direction: 'ASC' },
        { field: 'NAME', direction: 'ASC' },
      ],
      ['a', 'b', 'd', 'c'],
    ],
  ];
  test.each(orders)('%s', async (_title, orderBy, expected) => {
    expect(await names({ orderBy })).toEqual(expected);
  });

  test.each([
    ['no key', [{}]],
    ['two keys in one', [{ field: 'NAME', metric: 'val_loss' }]],
    ['an empty part of a path', [{ recipePath: 'a..b' }]],
  ])('%s is refused', async (_title, orderBy) => {
    expect(
      await api.failure('query ($orderBy: [RunOrder!]) { runs(orderBy: $orderBy) { totalCount } }', { orderBy }),
    ).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('where', () => {
  const conditions: [string, Record<string, unknown>, string[]][] = [
    ['status', { status: ['FAILED'] }, ['c']],
    ['preset', { preset: ['small-cnn'] }, ['a']],
    ['dataset', { datasetName: 'brain' }, ['d', 'c', 'b', 'a']],
    ['another dataset', { datasetName: 'heart' }, []],
    ['part of the name', { search: 'A' }, ['a']],
    ['a percent sign means itself', { search: '%' }, []],
    ['tag', { tag: { key: 'reader', value: 'a' } }, ['d', 'c', 'b', 'a']],
    ['equal in the recipe', { recipe: { path: 'batch', eq: 16 } }, ['c', 'b']],
    ['equal deep in the recipe', { recipe: { path: 'optimizer.type', eq: 'adam' } }, ['d', 'c', 'b', 'a']],
    ['not equal in the recipe', { recipe: { path: 'batch', ne: 16 } }, ['d', 'a']],
    ['bounds in the recipe', { recipe: { path: 'epochs', gt: 5, lte: 10 } }, ['d', 'b']],
    ['a bound on a text finds nothing', { recipe: { path: 'optimizer.type', gt: 1 } }, []],
    ['one of several', { recipe: { path: 'batch', in: [8, 32] } }, ['d', 'a']],
    ['part of a text', { recipe: { path: 'optimizer.type', contains: 'DA' } }, ['d', 'c', 'b', 'a']],
    ['a path that is not there', { recipe: { path: 'nowhere', eq: null } }, []],
    ['a value that is null', { recipe: { path: 'backbone.weights', eq: null } }, ['d', 'c', 'b', 'a']],
    ['last value', { metric: { key: 'val_accuracy', gte: 0.7 } }, ['b', 'a']],
    ['largest value', { metric: { key: 'val_accuracy', aggregate: 'MAX', gt: 0.85 } }, ['a']],
    ['best value of what is to be small', { metric: { key: 'val_loss', aggregate: 'BEST', eq: 1 } }, ['b']],
    ['has a metric', { metric: { key: 'val_loss' } }, ['b']],
    ['all of', { and: [{ recipe: { path: 'epochs', eq: 10 } }, { recipe: { path: 'batch', eq: 32 } }] }, ['d']],
    ['any of', { or: [{ status: ['FAILED'] }, { preset: ['small-cnn'] }] }, ['c', 'a']],
    ['none of an empty list', { or: [] }, []],
    ['not', { not: { metric: { key: 'val_accuracy', gte: 0.7 } } }, ['d', 'c']],
    ['in the bin', { deleted: true }, []],
    ['after now', { createdAfter: new Date(Date.now() + 60_000).toISOString() }, []],
    ['before now', { createdBefore: new Date(Date.now() + 60_000).toISOString() }, ['d', 'c', 'b', 'a']],
  ];
  test.each(conditions)('%s', async (_title, where, expected) => {
    expect(await names({ where })).toEqual(expected);
  });

  test('a path cannot break out of its place', async () => {
    expect(await names({ where: { recipe: { path: 'a\'; DROP TABLE "Run"; --', eq: 1 } } })).toEqual([]);
    expect(await names({})).toHaveLength(4);
  });
});

describe('pages', () => {
  const page =
    'query ($after: String, $first: Int, $orderBy: [RunOrder!]) { runs(first: $first, after: $after, orderBy: $orderBy) { totalCount nodes { name } pageInfo { hasNextPage hasPreviousPage endCursor } } }';
  interface Answer {
    runs: {
      totalCount: number;
      nodes: { name: string }[];
      pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
    };
  }
  test.each([
    [[{ evaluation: {} }], ['a', 'd', 'b', 'c']],
    [[{ evaluation: {}, direction: 'ASC' }], ['b', 'd', 'a', 'c']],
    [[{ metric: 'val_loss', direction: 'ASC' }], ['b', 'a', 'c', 'd']],
    [[{ recipePath: 'epochs' }], ['c', 'd', 'b', 'a']],
    [[{ field: 'STATUS' }], ['c', 'd', 'b', 'a']],
  ])('one run a page, each once and in order: %j', async (orderBy, expected) => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let turn = 0; turn < 10; turn += 1) {
      const { runs: answer }: Answer = await api.data<Answer>(page, { orderBy, first: 1, after });
      expect(answer.totalCount).toBe(4);
      expect(answer.pageInfo.hasPreviousPage).toBe(turn > 0);
      seen.push(...answer.nodes.map(({ name }) => name));
      after = answer.pageInfo.endCursor;
      if (!answer.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(expected);
  });

  test('a page goes on at its place though a run was put before it', async () => {
    const first = await api.data<Answer>(page, { first: 2 });
    const added = await storedRun(api.database, experiment, brain, { name: 'e' });
    const second = await api.data<Answer>(page, { first: 2, after: first.runs.pageInfo.endCursor });
    expect([...first.runs.nodes, ...second.runs.nodes].map(({ name }) => name)).toEqual(['d', 'c', 'b', 'a']);
    await api.database.prisma.run.delete({ where: { id: added.id } });
  });

  test.each([
    ['too many', { first: 1001 }],
    ['less than none', { first: -1 }],
    ['a cursor of nothing', { after: 'zzz' }],
    ['a cursor with a time that is none', { after: Buffer.from('["soon","run_x"]').toString('base64url') }],
    ['a cursor of another order', { after: Buffer.from('["1","2","3"]').toString('base64url') }],
  ])('%s is refused', async (_title, variables) => {
    expect(await api.failure(page, variables)).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

test('summaries and curves tell values that are no numbers', async () => {
  const { run } = await api.data<{ run: Record<string, unknown> }>(
    `query ($id: ID!) { run(id: $id) {
      metrics { key goal last min max best lastStep minStep maxStep bestStep count nonFinite }
      metricSeries { key steps values nonFinite { index value } }
    } }`,
    { id: runs['d']?.id },
  );
  expect(run).toEqual({
    metrics: [
      {
        key: 'val_accuracy',
        goal: 'MAXIMIZE',
        last: null,
        min: 0.4,
        max: 0.4,
        best: 0.4,
        lastStep: 2,
        minStep: 1,
        maxStep: 1,
        bestStep: 1,
        count: 2,
        nonFinite: 'NAN',
      },
    ],
    metricSeries: [{ key: 'val_accuracy', steps: [1, 2], values: [0.4, null], nonFinite: [{ index: 1, value: 'NAN' }] }],
  });
});

test('each run gets its own series, whoever else asks', async () => {
  const answer = await api.data<{ a: unknown; b: unknown }>(
    `query ($a: ID!, $b: ID!) {
      a: run(id: $a) { metrics(keys: ["val_accuracy"]) { best bestStep } metricSeries(keys: ["val_accuracy"], maxPoints: 2) { steps values } }
      b: run(id: $b) { metrics(keys: ["val_loss"]) { best bestStep } metricSeries { key steps } }
    }`,
    { a: runs['a']?.id, b: runs['b']?.id },
  );
  expect(answer.a).toEqual({ metrics: [{ best: 0.9, bestStep: 2 }], metricSeries: [{ steps: [1, 2], values: [0.5, 0.9] }] });
  expect(answer.b).toEqual({
    metrics: [{ best: 1, bestStep: 2 }],
    metricSeries: [
      { key: 'val_accuracy', steps: [1, 2, 3] },
      { key: 'val_loss', steps: [1, 2, 3] },
    ],
  });
});

test('facets name what there is', async () => {
  const { runFacets } = await api.data<{ runFacets: { metricKeys: string[]; recipePaths: string[]; tagKeys: string[] } }>(
    '{ runFacets { metricKeys recipePaths tagKeys } }',
  );
  expect(runFacets.metricKeys).toEqual(['val_accuracy', 'val_loss']);
  expect(runFacets.tagKeys).toEqual(['reader']);
  expect(runFacets.recipePaths).toEqual(
    expect.arrayContaining(['epochs', 'optimizer.learningRate', 'backbone.weights', 'head.dense']),
  );
  expect(runFacets.recipePaths).not.toContain('optimizer');
});

describe('events', () => {
  interface Event {
    runEvents: {
      seq: number;
      run: { status: string; tags: { key: string }[] };
      points: { key: string; step: number; value: number | null; nonFinite: string | null }[];
    };
  }
  const subscription =
    'subscription ($id: ID!, $after: SafeInt) { runEvents(runId: $id, afterSeq: $after) { seq run { status tags { key } } points { key step value nonFinite } } }';

  test('what was comes first, then what comes; a reconnect misses none and gets none twice', async () => {
    const run = await storedRun(api.database, experiment, brain, {
      name: 'live',
      status: 'RUNNING',
      series: { loss: [3, Number.POSITIVE_INFINITY] },
      accuracy: null,
    });
    const steps: number[] = [];
    let last = 0;
    const take = async (client = api.sockets(), until: number): Promise<void> => {
      const events = client.iterate<Event>({ query: subscription, variables: { id: run.id, after: last } });
      for await (const { data, errors } of events) {
        expect(errors).toBeUndefined();
        if (!data) continue;
        expect(data.runEvents.seq).toBeGreaterThan(last);
        expect(data.runEvents.run.tags).toEqual([{ key: 'reader' }]);
        last = data.runEvents.seq;
        steps.push(...data.runEvents.points.map(({ step }) => step));
        if (steps.includes(until)) break;
      }
    };
    const first = take(api.sockets(), 4);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await logPoints(api.database, run.id, 'loss', [2], 3);
    await logPoints(api.database, run.id, 'loss', [1.5], 4);
    await first;
    // nobody listens to these
    await logPoints(api.database, run.id, 'loss', [1.2, 1.1], 5);
    const second = take(api.sockets(), 8);
    await logPoints(api.database, run.id, 'loss', [1, 0.9], 7);
    await second;
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(last).toBe(8);
  });

  test('a run that is not there is an error with its code', async () => {
    const client = api.sockets();
    const { value: answer } = await client.iterate({ query: subscription, variables: { id: 'run_nothing', after: 0 } }).next();
    expect(answer?.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'runId' });
  });

  test('a change of status is told on runsChanged, progress at most twice a second', async () => {
    const run = await storedRun(api.database, experiment, brain, { name: 'busy', status: 'RUNNING', series: {}, accuracy: null });
    const seen: { status: string; done: number; at: number }[] = [];
    const listening = (async () => {
      for await (const { data } of api
        .sockets()
        .iterate<{ runsChanged: { id: string; status: string; progress: { done: number } } }>({
          query: 'subscription { runsChanged { id status progress { done } } }',
        })) {
        if (data?.runsChanged.id !== run.id) continue;
        seen.push({ status: data.runsChanged.status, done: data.runsChanged.progress.done, at: Date.now() });
        if (data.runsChanged.status === 'FINISHED') break;
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { prisma } = api.database;
    for (let done = 1; done <= 30; done += 1) {
      await prisma.run.update({ where: { id: run.id }, data: { progress: { phase: 'TRAINING', done, total: 30 } } });
      await prisma.$executeRaw`SELECT pg_notify('sagittal_run', ${run.id})`;
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    await prisma.run.update({ where: { id: run.id }, data: { status: 'FINISHED' } });
    await prisma.$executeRaw`SELECT pg_notify('sagittal_run', ${run.id})`;
    await listening;
    expect(seen.at(-1)).toMatchObject({ status: 'FINISHED', done: 30 });
    expect(seen.length).toBeLessThanOrEqual(6);
    for (const [index, event] of seen.entries())
      if (index > 0) expect(event.at - (seen[index - 1]?.at ?? 0)).toBeGreaterThan(400);
  });
});
