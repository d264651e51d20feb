import { newId, type Recipe, recipeSchema, type Subset } from '@sagittal/contracts';
import { certifySplit, splitCounts } from '@sagittal/data';
import type { Database, Dataset, DatasetVersion, Experiment, Prisma, Run, Split } from '@sagittal/prisma';

export const LABELS = ['glioma', 'meningioma', 'notumor', 'pituitary'];

export interface Imported {
  readonly dataset: Dataset;
  readonly version: DatasetVersion;
  readonly split: Split;
  readonly items: readonly string[];
}

/** A dataset as an import leaves it: `perClass` images of each label in each official subset. */
export async function importedDataset({ prisma }: Database, name = 'brain', perClass = 3): Promise<Imported> {
  const user = await prisma.user.findFirstOrThrow();
  const project = await prisma.project.findFirstOrThrow();
  const dataset = await prisma.dataset.create({
    data: { id: newId('dataset'), projectId: project.id, name, createdById: user.id },
  });
  const subsets: Subset[] = ['TRAIN', 'VALIDATION', 'TEST'];
  const items = subsets.flatMap((subset) =>
    LABELS.flatMap((label) =>
      Array.from({ length: perClass }, (_, index) => {
        const path = `${subset.toLowerCase()}/${label}/${String(index)}.png`;
        return {
          id: newId('image'),
          path,
          label,
          subset,
          sha256: Buffer.from(`${name}/${path}`).toString('hex').padEnd(64, '0').slice(-64),
          group: null,
          officialSubset: subset,
        };
      }),
    ),
  );
  await prisma.content.createMany({
    data: items.map(({ sha256 }) => ({ sha256, bytes: 1234n, width: 64, height: 48, format: 'png' })),
    skipDuplicates: true,
  });
  await prisma.datasetItem.createMany({
    data: items.map(({ id, path, sha256 }) => ({ id, datasetId: dataset.id, path, sha256 })),
  });
  await prisma.itemRevision.createMany({
    data: items.map(({ id, label, officialSubset }) => ({
      itemId: id,
      fromVersion: 1,
      label,
      officialSubset,
      createdById: user.id,
    })),
  });
  const version = await prisma.datasetVersion.create({
    data: {
      id: newId('datasetVersion'),
      datasetId: dataset.id,
      number: 1,
      imageCount: items.length,
      classes: LABELS.map((label) => ({ name: label, count: perClass * 3 })),
      manifestHash: 'f'.repeat(64),
      createdById: user.id,
    },
  });
  const assignment = new Map(items.map(({ id, subset }) => [id, subset]));
  const certificate = certifySplit(items, assignment);
  const split = await prisma.split.create({
    data: {
      id: newId('split'),
      datasetVersionId: version.id,
      name: 'official',
      strategy: 'OFFICIAL',
      seed: 1,
      counts: splitCounts(items, assignment) as unknown as Prisma.InputJsonValue,
      members: { create: items.map(({ id, subset }) => ({ itemId: id, subset })) },
      certificates: {
        create: {
          id: newId('certificate'),
          level: certificate.level,
          checks: certificate.checks as unknown as Prisma.InputJsonValue,
          statement: certificate.statement,
        },
      },
    },
  });
  return { dataset, version, split, items: items.map(({ id }) => id) };
}

export interface RunOptions {
  readonly name?: string;
  readonly status?: Run['status'];
  readonly recipe?: Partial<Recipe>;
  readonly accuracy?: number | null;
  readonly preset?: string;
  readonly createdAt?: Date;
  readonly series?: Readonly<Record<string, readonly number[]>>;
}

/** A run as a trainer leaves it: series, evaluation on test with a prediction for each test image. */
export async function storedRun(
  { prisma }: Database,
  experiment: Experiment,
  { split }: Pick<Imported, 'split'>,
  options: RunOptions = {},
): Promise<Run> {
  const user = await prisma.user.findFirstOrThrow();
  const recipe = recipeSchema.parse({ backbone: { architecture: 'small-cnn' }, ...options.recipe });
  const id = newId('run');
  const run = await prisma.run.create({
    data: {
      id,
      experimentId: experiment.id,
      splitId: split.id,
      name: options.name ?? 'small-cnn-1',
      status: options.status ?? 'FINISHED',
      colour: 1,
      mark: 1,
      recipe,
      preset: options.preset ?? null,
      architecture: recipe.backbone.architecture,
      classes: LABELS,
      createdById: user.id,
      tags: { create: [{ key: 'reader', value: 'a' }] },
      ...(options.createdAt === undefined ? {} : { createdAt: options.createdAt }),
    },
  });
  for (const [key, values] of Object.entries(options.series ?? { val_accuracy: [0.5, 0.7, 0.6], val_loss: [1, 0.8, 0.9] }))
    await logPoints({ prisma }, id, key, values);
  if (options.accuracy !== null) await storedEvaluation({ prisma }, run.id, split.id, options.accuracy ?? 0.75);
  return prisma.run.findUniqueOrThrow({ where: { id } });
}

/** Appends points as a trainer does: the run's sequence number grows with them, in one transaction. */
export async function logPoints(
  { prisma }: Pick<Database, 'prisma'>,
  runId: string,
  key: string,
  values: readonly number[],
  firstStep = 1,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const series = await transaction.metricSeries.upsert({
      where: { runId_key: { runId, key } },
      create: { runId, key, goal: key.endsWith('loss') ? 'MINIMIZE' : 'MAXIMIZE', unit: 'EPOCH' },
      update: {},
    });
    const { lastSeq } = await transaction.run.update({ where: { id: runId }, data: { lastSeq: { increment: values.length } } });
    const first = lastSeq - BigInt(values.length) + 1n;
    await transaction.$executeRaw`INSERT INTO "MetricPoint" ("seriesId", seq, step, value, at)
      SELECT ${series.id}, ${first} + n - 1, ${firstStep} + n - 1, v::float8, now() FROM unnest(${values.map(String)}::text[]) WITH ORDINALITY AS p(v, n)`;
    await transaction.$executeRaw`SELECT pg_notify('sagittal_run', ${runId})`;
  });
}

async function storedEvaluation(
  { prisma }: Pick<Database, 'prisma'>,
  runId: string,
  splitId: string,
  accuracy: number,
): Promise<void> {
  const members = await prisma.splitMember.findMany({ where: { splitId, subset: 'TEST' }, orderBy: { itemId: 'asc' } });
  const certificate = await prisma.splitCertificate.findFirstOrThrow({ where: { splitId } });
  const estimate = (key: string, value: number) => ({ key, value, low: value - 0.1, high: value + 0.1, method: 'wilson' });
  await prisma.evaluation.create({
    data: {
      id: newId('evaluation'),
      runId,
      splitId,
      subset: 'TEST',
      certificateId: certificate.id,
      imageCount: members.length,
      classes: LABELS,
      accuracy,
      metrics: [estimate('accuracy', accuracy), estimate('f1_macro', 1 - accuracy)],
      perClass: LABELS.map((className) => ({
        className,
        support: 3,
        ...Object.fromEntries(['sensitivity', 'specificity', 'precision', 'f1'].map((key) => [key, estimate(key, 0.5)])),
      })),
      confusion: LABELS.map(() => LABELS.map(() => 1)),
      predictions: {
        create: members.map(({ itemId }, index) => ({
          id: newId('prediction'),
          itemId,
          label: 'glioma',
          predictedLabel: index % 2 === 0 ? 'glioma' : 'notumor',
          correct: index % 2 === 0,
          confidence: 0.9 - index / 100,
          labelScore: index % 2 === 0 ? 0.9 - index / 100 : 0.05,
          scores: [0.9 - index / 100, 0.05, 0.03, 0.02],
        })),
      },
    },
  });
}
