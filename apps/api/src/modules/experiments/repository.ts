import { type Experiment, Prisma } from '@sagittal/prisma';
import type { Page, PageArguments } from '../../connection.ts';
import type { App } from '../../context.ts';
import { keysetPage } from '../../infra/keyset.ts';
import { all, contains } from '../../infra/sql.ts';

/** Experiments of the project, the newest first. */
export function listExperiments(
  { database, prisma, projectId }: App,
  search: string | null | undefined,
  page: PageArguments,
): Promise<Page<Experiment>> {
  const where = [Prisma.sql`e."projectId" = ${projectId}`];
  if (search)
    where.push(
      Prisma.sql`(${contains(Prisma.sql`e.name`, search)} OR ${contains(Prisma.sql`coalesce(e.description, '')`, search)})`,
    );
  return keysetPage(
    database,
    {
      from: Prisma.sql`"Experiment" e`,
      where: all(where),
      order: [{ sql: Prisma.sql`e."createdAt"`, type: 'timestamp', direction: 'DESC' }],
      id: Prisma.sql`e.id`,
    },
    page,
    (ids) => prisma.experiment.findMany({ where: { id: { in: ids } } }),
  );
}
