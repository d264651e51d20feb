import type { Database, DatasetVersion, Job, Run, SplitCertificate } from '@sagittal/prisma';
import { AppError } from '@sagittal/contracts';
import DataLoader from 'dataloader';
import { latestVersions } from './modules/datasets/repository.ts';
import { type ImageKey, imagesByKey, type ImageView } from './modules/images/repository.ts';
import {
  type MetricSeriesView,
  type MetricSummaryView,
  metricSeries,
  metricSummaries,
  type SeriesKey,
} from './modules/metrics/repository.ts';
import { evaluatedVersions } from './modules/predictions/repository.ts';
import { queuePositions } from './modules/runs/repository.ts';
import { newestCertificates } from './modules/splits/repository.ts';
import { currentJobs, currentRuns } from './modules/trainers/repository.ts';

export type SeriesRequest = SeriesKey & { readonly maxPoints: number | null };

/** What is asked for row by row and fetched for all rows at once. Made anew for every answer, so that none is stale. */
export function createLoaders(database: Database) {
  const app = { database, prisma: database.prisma };
  /** One statement for all keys; null where there is no row. */
  const byId = <T>(find: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>) =>
    new DataLoader<string, T | null>(async (ids) => {
      const found = await find(ids);
      return ids.map((id) => found.get(id) ?? null);
    });
  const required = <T>(what: string, find: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>) =>
    new DataLoader<string, T>(async (ids) => {
      const found = await find(ids);
      return ids.map((id) => found.get(id) ?? new AppError('NOT_FOUND', { message: `The ${what} is gone.`, item: id }));
    });
  return {
    image: new DataLoader<ImageKey, ImageView | null, string>(
      async (keys) => (await imagesByKey(database, keys)).map((image) => image ?? null),
      { cacheKeyFn: ({ itemId, version }) => `${itemId}@${String(version)}` },
    ),
    latestVersion: byId<DatasetVersion>((ids) => latestVersions(app, ids)),
    newestCertificate: required<SplitCertificate>('certificate', (ids) => newestCertificates(app, ids)),
    evaluatedVersion: required<number>('evaluation', (ids) => evaluatedVersions(app, ids)),
    job: byId<Job>(
      async (ids) =>
        new Map((await database.prisma.job.findMany({ where: { id: { in: [...ids] } } })).map((job) => [job.id, job])),
    ),
    queuePosition: byId<number>((ids) => queuePositions(app, ids)),
    currentRun: byId<Run>((ids) => currentRuns(app, ids)),
    currentJob: byId<Job>((ids) => currentJobs(app, ids)),
    metricSummaries: new DataLoader<SeriesKey, MetricSummaryView[], string>((asked) => metricSummaries(database, asked), {
      cacheKeyFn: (key) => JSON.stringify(key),
    }),
    metricSeries: new DataLoader<SeriesRequest, MetricSeriesView[], string>((asked) => seriesByLength(database, asked), {
      cacheKeyFn: (key) => JSON.stringify(key),
    }),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;

/** Curves asked for with the same maxPoints are read together. */
async function seriesByLength(database: Database, asked: readonly SeriesRequest[]): Promise<MetricSeriesView[][]> {
  const answers = new Map<SeriesRequest, MetricSeriesView[]>();
  for (const maxPoints of new Set(asked.map((request) => request.maxPoints))) {
    const group = asked.filter((request) => request.maxPoints === maxPoints);
    const found = await metricSeries(database, group, maxPoints);
    group.forEach((request, index) => answers.set(request, found[index] ?? []));
  }
  return asked.map((request) => answers.get(request) ?? []);
}
