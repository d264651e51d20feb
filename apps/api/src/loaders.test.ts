import type { Experiment } from '@sagittal/prisma';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Harness, startApi } from './testing/harness.ts';
import { importedDataset, storedRun } from './testing/scenario.ts';

let api: Harness;
let experiment: Experiment;

beforeAll(async () => {
  api = await startApi();
  experiment = await api.database.prisma.experiment.findFirstOrThrow();
  for (let index = 0; index < 12; index += 1) {
    const imported = await importedDataset(api.database, `set ${String(index)}`, 1);
    await storedRun(api.database, experiment, imported, { name: `run ${String(index)}` });
  }
});
afterAll(() => api.close());

/** The statements that PostgreSQL is sent by this process while a query is answered. */
async function statements(query: string): Promise<string[]> {
  const client = await api.database.pool.connect();
  const driver = Object.getPrototypeOf(client) as { query: (...given: unknown[]) => unknown };
  client.release();
  const { query: send } = driver;
  const sent: string[] = [];
  driver.query = function (...given) {
    const [statement] = given;
    sent.push(typeof statement === 'string' ? statement : String((statement as { text?: string }).text));
    return send.apply(this, given);
  };
  try {
    await api.data(query);
  } finally {
    driver.query = send;
  }
  return sent;
}

const page = (first: number) => `{ runs(first: ${String(first)}, orderBy: [{ evaluation: {} }]) { totalCount nodes {
  id name status tags { key value } createdBy { name } experiment { name } queuePosition
  split { name counts { count } certificate { level } datasetVersion { number importJob { id } dataset { name latestVersion { number } } splits { name } } }
  metrics { key best } metricSeries(maxPoints: 10) { values } timeline { kind } checkpoints { id } artifacts { name }
  evaluations { subset metrics { value } certificate { level } checkpoint { id } run { name } } } } }`;

test('a page of twelve runs with all that hangs on them costs as many statements as a page of two', async () => {
  await statements(page(1));
  const [two, twelve] = [await statements(page(2)), await statements(page(12))];
  expect(twelve.length).toBe(two.length);
  expect(twelve.length).toBeLessThan(50);
});

test('a page of predictions with their images costs the same whatever its length', async () => {
  const { id } = await api.database.prisma.evaluation.findFirstOrThrow();
  const predictions = (first: number) =>
    `{ node(id: "${id}") { ... on Evaluation { predictions(first: ${String(first)}, orderBy: MOST_WRONG) { totalCount nodes { label correct image { path label width } evaluation { subset } } } } } }`;
  await statements(predictions(1));
  const [one, four] = [await statements(predictions(1)), await statements(predictions(4))];
  expect(four.length).toBe(one.length);
  expect(four.length).toBeLessThan(15);
});

test('a page of images, datasets or jobs costs the same whatever its length', async () => {
  const lists = (first: number) => `{
    datasets(first: ${String(first)}) { nodes { name latestVersion { number classes { name } splits { name certificate { level } } } } }
    jobs(first: ${String(first)}) { nodes { kind problems { item } } }
    experiments(first: ${String(first)}) { nodes { name } } trainers { host currentRun { name } currentJob { id } } }`;
  await statements(lists(1));
  expect((await statements(lists(10))).length).toBe((await statements(lists(2))).length);
});
