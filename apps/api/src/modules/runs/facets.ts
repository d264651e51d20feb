import { Prisma } from '@sagittal/prisma';
import type { App } from '../../context.ts';
import { all, rows } from '../../infra/sql.ts';
import type { RunWhere } from './inputs.ts';
import { RUN_TABLES } from './repository.ts';
import { runCondition } from './where.ts';

export interface RunFacetsView {
  readonly metricKeys: string[];
  readonly recipePaths: string[];
  readonly tagKeys: string[];
}

/** What the runs found can be filtered, sorted and shown by. */
export async function runFacets({ database, projectId }: App, where: RunWhere | null | undefined): Promise<RunFacetsView> {
  const found = Prisma.sql`SELECT r.id FROM ${RUN_TABLES} WHERE ${all([Prisma.sql`x."projectId" = ${projectId}`, runCondition(where)])}`;
  const names = async (statement: Prisma.Sql) => (await rows<{ name: string }>(database, statement)).map(({ name }) => name);
  const [metricKeys, tagKeys, recipePaths] = await Promise.all([
    names(Prisma.sql`SELECT key AS name FROM "MetricSeries" WHERE "runId" IN (${found}) GROUP BY key ORDER BY key COLLATE "C"`),
    names(Prisma.sql`SELECT key AS name FROM "RunTag" WHERE "runId" IN (${found}) GROUP BY key ORDER BY key COLLATE "C"`),
    names(Prisma.sql`WITH RECURSIVE part AS (
        SELECT DISTINCT entry.key AS path, entry.value FROM "Run" run, jsonb_each(run.recipe) entry WHERE run.id IN (${found})
        UNION
        SELECT part.path || '.' || entry.key, entry.value FROM part, jsonb_each(CASE WHEN jsonb_typeof(part.value) = 'object' THEN part.value ELSE '{}' END) entry
      ) SELECT path AS name FROM part WHERE jsonb_typeof(value) <> 'object' GROUP BY path ORDER BY path COLLATE "C"`),
  ]);
  return { metricKeys, tagKeys, recipePaths };
}
