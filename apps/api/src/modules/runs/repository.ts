import { type LogLine, Prisma, type Run } from '@sagittal/prisma';
import type { Page, PageArguments } from '../../connection.ts';
import type { App } from '../../context.ts';
import { keysetPage } from '../../infra/keyset.ts';
import { all, rows } from '../../infra/sql.ts';
import type { RunOrder, RunWhere } from './inputs.ts';
import { runOrder } from './order.ts';
import { runCondition } from './where.ts';

/** What every condition and order on runs may refer to. */
export const RUN_TABLES = Prisma.sql`"Run" r JOIN "Experiment" x ON x.id = r."experimentId"
  LEFT JOIN "Split" sp ON sp.id = r."splitId" LEFT JOIN "DatasetVersion" v ON v.id = sp."datasetVersionId" LEFT JOIN "Dataset" d ON d.id = v."datasetId"`;

export interface RunListArguments extends PageArguments {
  readonly where?: RunWhere | null | undefined;
  readonly orderBy?: readonly RunOrder[] | null | undefined;
  readonly experimentId?: string;
}

/** Runs of the project: filtered, sorted and cut by the database. */
export function listRuns(
  { database, prisma, projectId }: App,
  { where, orderBy, experimentId, ...page }: RunListArguments,
): Promise<Page<Run>> {
  const conditions = [Prisma.sql`x."projectId" = ${projectId}`, runCondition(where)];
  if (experimentId !== undefined) conditions.push(Prisma.sql`r."experimentId" = ${experimentId}`);
  return keysetPage(
    database,
    { from: RUN_TABLES, where: all(conditions), order: runOrder(orderBy), id: Prisma.sql`r.id` },
    page,
    (ids) => prisma.run.findMany({ where: { id: { in: ids } } }),
  );
}

/** A run's log, the newest line first. */
export function listLog({ database, prisma }: App, runId: string, page: PageArguments): Promise<Page<LogLine>> {
  return keysetPage(
    database,
    {
      from: Prisma.sql`"LogLine" l`,
      where: Prisma.sql`l."runId" = ${runId}`,
      order: [{ sql: Prisma.sql`l.id`, type: 'int8', direction: 'DESC' }],
      id: Prisma.sql`l.id`,
      idType: 'int8',
    },
    page,
    (ids) => prisma.logLine.findMany({ where: { id: { in: ids.map(BigInt) } } }),
  );
}

/** The places of queued runs, 1 being next. */
export async function queuePositions(
  { database }: Pick<App, 'database'>,
  runIds?: readonly string[],
): Promise<Map<string, number>> {
  const found = await rows<{ id: string; place: number }>(
    database,
    Prisma.sql`SELECT id, place::int FROM (
        SELECT id, row_number() OVER (ORDER BY "queueOrder", "createdAt", id) AS place FROM "Run" WHERE status = 'QUEUED' AND "deletedAt" IS NULL
      ) queue WHERE ${runIds === undefined ? Prisma.sql`TRUE` : Prisma.sql`id = ANY(${runIds}::text[])`}`,
  );
  return new Map(found.map(({ id, place }) => [id, place]));
}
