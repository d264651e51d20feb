import { newId, type Recipe, recipeSchema } from '@sagittal/contracts';
import { evaluate } from '@sagittal/models';
import { connect, type Database } from '@sagittal/prisma';
import type { Steps } from '../console/steps.ts';
import { experimentByName } from '../launcher/work.ts';
import { demoDataset } from './demo.ts';
import type { Target } from './target.ts';

// 10,000 runs that nobody trained, for looking at long lists and for measuring them. They are written to the database itself:
// by the API they would have to be trained. Their names and their experiment say that they are made up.

const RUNS = 10_000;
/** Runs with long curves, the newest ones, and their size. */
const LONG = { runs: 10, series: 10, points: 10_000 } as const;
const WITH_PREDICTIONS = 20;
const EPOCHS = 25;
const CHUNK = 1_000;
const MINUTES_APART = 7;
/** As a launch gives them out. */
const COLOURS = 8;
const MARKS = 5;

const ARCHITECTURES = ['vgg16', 'resnet50', 'inception-v3', 'mobilenetv2-1.0', 'densenet121', 'small-cnn'] as const;
const OPTIMIZERS = ['adam', 'sgd', 'rmsprop', 'adamw'] as const;
const RATES = [1e-2, 3e-3, 1e-3, 3e-4, 1e-4] as const;
const BATCHES = [16, 32, 64] as const;
const SERIES = [
  { key: 'loss', goal: 'MINIMIZE' },
  { key: 'val_loss', goal: 'MINIMIZE' },
  { key: 'accuracy', goal: 'MAXIMIZE' },
  { key: 'val_accuracy', goal: 'MAXIMIZE' },
  { key: 'learning_rate', goal: 'NONE' },
] as const;

interface Member {
  readonly itemId: string;
  readonly label: number;
}

interface MadeUp {
  readonly id: string;
  readonly status: 'FINISHED' | 'FAILED' | 'CANCELLED';
  /** Share of the test images that it gets right. */
  readonly skill: number;
}

/** Of [0, 1), the same for the same number: mulberry32's step. */
function drawn(seed: number): number {
  let t = (seed + 0x6d2b79f5) | 0;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}

function pick<T>(list: readonly [T, ...T[]], at: number): T {
  return list[at % list.length] ?? list[0];
}

function recipeOf(index: number): Recipe {
  return recipeSchema.parse({
    backbone: { architecture: pick(ARCHITECTURES, index) },
    head: { dropout: pick([0, 0.2, 0.3, 0.5], Math.floor(index / 7)) },
    optimizer: { type: pick(OPTIMIZERS, Math.floor(index / 5)), learningRate: pick(RATES, Math.floor(index / 3)) },
    batch: pick(BATCHES, Math.floor(index / 11)),
    epochs: EPOCHS,
    seed: index + 1,
  });
}

/** Answers that are right for a share of the images, spread evenly over them; each answer has 0.9, the rest is shared. */
function scoresOf(members: readonly Member[], classes: number, right: number): Float64Array {
  const scores = new Float64Array(members.length * classes).fill(0.1 / Math.max(1, classes - 1));
  members.forEach(({ label }, index) => {
    const isRight = Math.floor(((index + 1) * right) / members.length) > Math.floor((index * right) / members.length);
    scores[index * classes + (isRight ? label : (label + 1) % classes)] = 0.9;
  });
  return scores;
}

/** Rows of a table as JSON, cast by PostgreSQL to its columns: one statement a chunk. */
async function insert(database: Database, table: string, rows: readonly object[]): Promise<void> {
  await database.pool.query(
    `INSERT INTO "${table}" SELECT made.* FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb) AS made`,
    [JSON.stringify(rows)],
  );
}

/** Writes the runs with their summaries of results; curves follow in SQL alone. */
async function writeRuns(
  database: Database,
  experimentId: string,
  splitId: string,
  tell: (progress: string) => void,
): Promise<readonly MadeUp[]> {
  const { prisma } = database;
  const user = await prisma.user.findFirstOrThrow();
  const split = await prisma.split.findUniqueOrThrow({ where: { id: splitId }, include: { version: true } });
  const certificate = await prisma.splitCertificate.findFirstOrThrow({ where: { splitId }, orderBy: { checkedAt: 'desc' } });
  const classes = (split.version.classes as unknown as readonly { name: string }[]).map(({ name }) => name);
  const membersOf = async (subset: 'VALIDATION' | 'TEST'): Promise<Member[]> => {
    const { rows } = await database.pool.query<{ itemId: string; label: string }>(
      `SELECT m."itemId", r.label FROM "SplitMember" m JOIN "ItemRevision" r ON r."itemId" = m."itemId" AND r."toVersion" IS NULL
       WHERE m."splitId" = $1 AND m.subset = $2::"Subset" ORDER BY m."itemId"`,
      [splitId, subset],
    );
    return rows.map(({ itemId, label }) => ({ itemId, label: classes.indexOf(label) }));
  };
  const subsets = [
    { subset: 'VALIDATION', members: await membersOf('VALIDATION') },
    { subset: 'TEST', members: await membersOf('TEST') },
  ] as const;
  const reports = new Map<string, ReturnType<typeof evaluate>>();
  const reportOf = (subset: string, members: readonly Member[], right: number): ReturnType<typeof evaluate> => {
    const key = `${subset} ${right}`;
    const known = reports.get(key);
    if (known) return known;
    const labels = members.map(({ label }) => label);
    const made = evaluate({ classes, labels, scores: scoresOf(members, classes.length, right) });
    reports.set(key, made);
    return made;
  };

  const made: MadeUp[] = [];
  const now = Date.now();
  for (let from = 0; from < RUNS; from += CHUNK) {
    const runs: object[] = [];
    const evaluations: object[] = [];
    const predictions: object[] = [];
    const tags: object[] = [];
    for (let index = from; index < from + CHUNK; index += 1) {
      // the last one is the newest
      const createdAt = now - (RUNS - index) * MINUTES_APART * 60_000;
      const id = newId('run', createdAt);
      const recipe = recipeOf(index);
      const chance = drawn(index);
      const status = chance < 0.02 ? 'CANCELLED' : chance < 0.05 ? 'FAILED' : 'FINISHED';
      const skill = 0.6 + 0.39 * Math.sqrt(drawn(index + RUNS));
      const seconds = Math.round(40 + 3_600 * drawn(index + 2 * RUNS));
      made.push({ id, status, skill });
      runs.push({
        id,
        experimentId,
        splitId,
        name: `made-up-${recipe.backbone.architecture}-${index + 1}`,
        status,
        colour: (index % COLOURS) + 1,
        mark: (index % MARKS) + 1,
        recipe,
        architecture: recipe.backbone.architecture,
        classes,
        createdAt: new Date(createdAt).toISOString(),
        createdById: user.id,
        startedAt: new Date(createdAt + 1_000).toISOString(),
        finishedAt: new Date(createdAt + 1_000 + seconds * 1_000).toISOString(),
        queueOrder: 0,
        progress: { phase: 'DONE', done: 0, total: null },
        error:
          status === 'FAILED'
            ? { code: 'OUT_OF_MEMORY', message: 'The training step does not fit into memory.', hint: 'Use a smaller batch.' }
            : null,
        lastSeq: SERIES.length * EPOCHS,
      });
      if (index % 4 === 0) tags.push({ runId: id, key: 'sweep', value: String(Math.floor(index / 400) + 1) });
      if (status !== 'FINISHED') continue;
      for (const { subset, members } of subsets) {
        const right = Math.round(skill * members.length);
        const report = reportOf(subset, members, right);
        const evaluationId = newId('evaluation', createdAt);
        evaluations.push({
          id: evaluationId,
          runId: id,
          splitId,
          subset,
          certificateId: certificate.id,
          createdAt: new Date(createdAt + seconds * 1_000).toISOString(),
          imageCount: members.length,
          classes,
          accuracy: report.metrics[0]?.value ?? null,
          metrics: report.metrics,
          perClass: report.perClass,
          confusion: report.confusion,
        });
        if (index < RUNS - WITH_PREDICTIONS) continue;
        const scores = scoresOf(members, classes.length, right);
        members.forEach(({ itemId, label }, at) => {
          const own = [...scores.subarray(at * classes.length, (at + 1) * classes.length)];
          const best = own.indexOf(Math.max(...own));
          predictions.push({
            id: newId('prediction', createdAt),
            evaluationId,
            itemId,
            label: classes[label] ?? '',
            predictedLabel: classes[best] ?? '',
            correct: best === label,
            confidence: own[best] ?? 0,
            labelScore: own[label] ?? 0,
            scores: own,
          });
        });
      }
    }
    await insert(database, 'Run', runs);
    await insert(database, 'RunTag', tags);
    await insert(database, 'Evaluation', evaluations);
    if (predictions.length > 0) await insert(database, 'Prediction', predictions);
    tell(`${from + CHUNK} of ${RUNS}`);
  }
  return made;
}

/** A number of [0, 1) from the series and the step, in SQL. */
const NOISE = `(abs(hashint8(s.id::bigint * 100003 + n)) % 1000) / 1000.0`;

/** Curves of five metrics by epoch for every run, rising to its skill or falling from it. */
async function writeCurves(database: Database, runs: readonly MadeUp[], tell: (progress: string) => void): Promise<void> {
  for (let from = 0; from < runs.length; from += CHUNK) {
    const chunk = runs.slice(from, from + CHUNK);
    await database.pool.query(
      `WITH run AS (SELECT * FROM unnest($1::text[], $2::float8[]) AS run(id, skill)),
         made AS (INSERT INTO "MetricSeries" ("runId", key, goal, unit)
           SELECT run.id, k.key, k.goal::"MetricGoal", 'EPOCH' FROM run, unnest($3::text[], $4::text[]) AS k(key, goal) RETURNING id, "runId", key),
         s AS (SELECT made.id, made.key, run.skill FROM made JOIN run ON run.id = made."runId")
       INSERT INTO "MetricPoint" ("seriesId", seq, step, value, at)
       SELECT s.id, n, n, CASE
           WHEN s.key = 'learning_rate' THEN CASE WHEN n < 16 THEN 1e-3 ELSE 3e-4 END
           WHEN s.key LIKE '%accuracy' THEN least(1, s.skill * (1 - 0.6 * exp(-n / 4.0)) + 0.02 * (${NOISE} - 0.5))
           ELSE (1 - s.skill) * 2 + 1.2 * exp(-n / 4.0) + 0.04 * ${NOISE} END, now()
       FROM s, generate_series(1, ${EPOCHS}) AS n`,
      [chunk.map(({ id }) => id), chunk.map(({ skill }) => skill), SERIES.map(({ key }) => key), SERIES.map(({ goal }) => goal)],
    );
    tell(`${from + chunk.length} of ${runs.length}`);
  }
  const long = runs.slice(-LONG.runs).map(({ id }) => id);
  await database.pool.query(
    `WITH s AS (INSERT INTO "MetricSeries" ("runId", key, goal, unit)
       SELECT id, 'batch_value_' || k, 'NONE', 'BATCH' FROM unnest($1::text[]) AS id, generate_series(1, ${LONG.series}) AS k RETURNING id)
     INSERT INTO "MetricPoint" ("seriesId", seq, step, value, at)
     SELECT s.id, n, n, exp(-n / 2500.0) + 0.2 * ${NOISE}, now() FROM s, generate_series(1, ${LONG.points}) AS n`,
    [long],
  );
  await database.prisma.run.updateMany({ where: { id: { in: long } }, data: { lastSeq: LONG.points } });
  // what a list is planned by
  await database.pool.query('ANALYZE');
}

/** 10,000 runs on the synthetic dataset: all with curves, ten with long ones, twenty with predictions. */
export async function seedManyRuns(target: Target, steps: Steps): Promise<void> {
  const { url, databaseUrl } = target;
  if (databaseUrl === null) throw new Error('These runs are written to the database: set DATABASE_URL to that of the server.');
  const { splitId } = await steps.step('Synthetic dataset', () => demoDataset(target));
  const experimentId = await experimentByName(url, 'Made up, never trained');
  const database = connect(databaseUrl);
  try {
    const runs = await steps.step('Runs and results', (tell) => writeRuns(database, experimentId, splitId, tell));
    await steps.step('Curves', (tell) => writeCurves(database, runs, tell));
  } finally {
    await database.close();
  }
}
