import type { MetricGoal, StepUnit } from '@sagittal/contracts';
import { type Database, Prisma } from '@sagittal/prisma';
import { rows } from '../../infra/sql.ts';
import { thin } from './thin.ts';

type Pool = Pick<Database, 'pool'>;

/** The single values of one series; those that there is no finite value for are null. */
export interface MetricSummaryView {
  readonly key: string;
  readonly goal: MetricGoal;
  readonly unit: StepUnit;
  /** NaN and ±Infinity as they are. */
  readonly last: number | null;
  readonly lastStep: number | null;
  readonly min: number | null;
  readonly minStep: number | null;
  readonly max: number | null;
  readonly maxStep: number | null;
  readonly count: number;
}

export interface NonFinitePoint {
  readonly index: number;
  readonly value: number;
}

export interface MetricSeriesView {
  readonly key: string;
  readonly goal: MetricGoal;
  readonly unit: StepUnit;
  readonly steps: readonly number[];
  /** NaN and ±Infinity as they are. */
  readonly values: readonly number[];
  /** Milliseconds since 1970. */
  readonly times: readonly number[];
}

export interface PointView {
  readonly key: string;
  readonly unit: StepUnit;
  readonly step: number;
  readonly value: number;
  readonly at: number;
  readonly seq: number;
}

export interface SeriesKey {
  readonly runId: string;
  /** Null: every key. */
  readonly keys: readonly string[] | null;
}

const FINITE = Prisma.sql`p.value NOT IN ('NaN', 'Infinity', '-Infinity')`;
const MILLISECONDS = Prisma.sql`(extract(epoch FROM p.at) * 1000)::float8`;

/** The keys of several askers at once: all where one asks for all. */
function wanted(asked: readonly SeriesKey[]): Prisma.Sql {
  const runIds = Prisma.sql`s."runId" = ANY(${[...new Set(asked.map(({ runId }) => runId))]}::text[])`;
  if (asked.some(({ keys }) => keys === null)) return runIds;
  return Prisma.sql`${runIds} AND s.key = ANY(${[...new Set(asked.flatMap(({ keys }) => keys ?? []))]}::text[])`;
}

/** Hands each asker its own runs and keys, in the order of the keys' names. */
function deal<T extends { readonly runId: string; readonly key: string }>(
  asked: readonly SeriesKey[],
  found: readonly T[],
): T[][] {
  const byRun = new Map<string, T[]>();
  for (const series of found) byRun.set(series.runId, [...(byRun.get(series.runId) ?? []), series]);
  return asked.map(({ runId, keys }) => (byRun.get(runId) ?? []).filter(({ key }) => keys === null || keys.includes(key)));
}

/** Summaries of the series of many runs in one statement. */
export async function metricSummaries(database: Pool, asked: readonly SeriesKey[]): Promise<MetricSummaryView[][]> {
  const found = await rows<MetricSummaryView & { runId: string }>(
    database,
    Prisma.sql`SELECT s."runId", s.key, s.goal, s.unit, l.value AS last, l.step AS "lastStep", a.count::int AS count,
        a.low[1] AS min, a.low[2]::int AS "minStep", a.high[1] AS max, a.high[2]::int AS "maxStep"
      FROM "MetricSeries" s
      JOIN LATERAL (SELECT p.value, p.step FROM "MetricPoint" p WHERE p."seriesId" = s.id ORDER BY p.seq DESC LIMIT 1) l ON TRUE
      JOIN LATERAL (
        SELECT count(*) AS count,
          min(ARRAY[p.value, p.step]) FILTER (WHERE ${FINITE}) AS low,
          (SELECT ARRAY[h.value, h.step] FROM "MetricPoint" h WHERE h."seriesId" = s.id AND h.value NOT IN ('NaN', 'Infinity', '-Infinity') ORDER BY h.value DESC, h.step LIMIT 1) AS high
        FROM "MetricPoint" p WHERE p."seriesId" = s.id
      ) a ON TRUE
      WHERE ${wanted(asked)} ORDER BY s."runId", s.key COLLATE "C"`,
  );
  return deal(asked, found);
}

/** Whole series of many runs in one statement; `array_agg` reads a curve ten times as fast as rows. */
export async function metricSeries(
  database: Pool,
  asked: readonly SeriesKey[],
  maxPoints: number | null,
): Promise<MetricSeriesView[][]> {
  const found = await rows<MetricSeriesView & { runId: string }>(
    database,
    Prisma.sql`SELECT s."runId", s.key, s.goal, s.unit,
        array_agg(p.step ORDER BY p.seq) AS steps, array_agg(p.value ORDER BY p.seq) AS values, array_agg(${MILLISECONDS} ORDER BY p.seq) AS times
      FROM "MetricSeries" s JOIN "MetricPoint" p ON p."seriesId" = s.id
      WHERE ${wanted(asked)} GROUP BY s.id ORDER BY s."runId", s.key COLLATE "C"`,
  );
  return deal(asked, maxPoints === null ? found : found.map((series) => ({ ...series, ...thin(series, maxPoints) })));
}

/**
 * A run's points after one sequence number and up to another, in their order. At most `limit`, but never a part of those
 * that share a number, so that who goes on behind the last one misses none.
 */
export function pointsBetween(database: Pool, runId: string, after: number, upTo: number, limit: number): Promise<PointView[]> {
  return rows<PointView>(
    database,
    Prisma.sql`SELECT s.key, s.unit, p.step, p.value, ${MILLISECONDS} AS at, p.seq::float8 AS seq
      FROM "MetricSeries" s JOIN "MetricPoint" p ON p."seriesId" = s.id
      WHERE s."runId" = ${runId} AND p.seq > ${after} AND p.seq <= ${upTo}
      ORDER BY p.seq FETCH FIRST ${limit} ROWS WITH TIES`,
  );
}
