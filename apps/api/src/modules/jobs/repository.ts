import type { JobStatus } from '@sagittal/contracts';
import { type Job, Prisma } from '@sagittal/prisma';
import type { Page, PageArguments } from '../../connection.ts';
import type { App } from '../../context.ts';
import { keysetPage } from '../../infra/keyset.ts';

/** Jobs, the newest first. */
export function listJobs(
  { database, prisma }: App,
  status: readonly JobStatus[] | null | undefined,
  page: PageArguments,
): Promise<Page<Job>> {
  return keysetPage(
    database,
    {
      from: Prisma.sql`"Job" j`,
      where: status ? Prisma.sql`j.status::text = ANY(${[...status]}::text[])` : Prisma.sql`TRUE`,
      order: [{ sql: Prisma.sql`j."createdAt"`, type: 'timestamp', direction: 'DESC' }],
      id: Prisma.sql`j.id`,
    },
    page,
    (ids) => prisma.job.findMany({ where: { id: { in: ids } } }),
  );
}
