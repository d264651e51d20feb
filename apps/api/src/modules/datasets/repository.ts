import { type Dataset, type DatasetVersion, Prisma } from '@sagittal/prisma';
import type { Page, PageArguments } from '../../connection.ts';
import type { App } from '../../context.ts';
import { keysetPage } from '../../infra/keyset.ts';
import { all, contains } from '../../infra/sql.ts';

/** Datasets of the project that have a version, the newest first. */
export function listDatasets(
  { database, prisma, projectId }: App,
  filter: { search?: string | null | undefined; includeArchived?: boolean | null | undefined },
  page: PageArguments,
): Promise<Page<Dataset>> {
  const where = [
    Prisma.sql`d."projectId" = ${projectId}`,
    Prisma.sql`EXISTS (SELECT 1 FROM "DatasetVersion" v WHERE v."datasetId" = d.id)`,
  ];
  if (!filter.includeArchived) where.push(Prisma.sql`d."archivedAt" IS NULL`);
  if (filter.search)
    where.push(
      Prisma.sql`(${contains(Prisma.sql`d.name`, filter.search)} OR ${contains(Prisma.sql`coalesce(d.description, '')`, filter.search)})`,
    );
  return keysetPage(
    database,
    {
      from: Prisma.sql`"Dataset" d`,
      where: all(where),
      order: [{ sql: Prisma.sql`d."createdAt"`, type: 'timestamp', direction: 'DESC' }],
      id: Prisma.sql`d.id`,
    },
    page,
    (ids) => prisma.dataset.findMany({ where: { id: { in: ids } } }),
  );
}

/** Versions of a dataset, the newest first. */
export function listVersions({ database, prisma }: App, datasetId: string, page: PageArguments): Promise<Page<DatasetVersion>> {
  return keysetPage(
    database,
    {
      from: Prisma.sql`"DatasetVersion" v`,
      where: Prisma.sql`v."datasetId" = ${datasetId}`,
      order: [{ sql: Prisma.sql`v.number`, type: 'int8', direction: 'DESC' }],
      id: Prisma.sql`v.id`,
    },
    page,
    (ids) => prisma.datasetVersion.findMany({ where: { id: { in: ids } } }),
  );
}

/** The newest version of each dataset. */
export async function latestVersions(
  { prisma }: Pick<App, 'prisma'>,
  datasetIds: readonly string[],
): Promise<Map<string, DatasetVersion>> {
  const versions = await prisma.datasetVersion.findMany({
    where: { datasetId: { in: [...datasetIds] } },
    orderBy: { number: 'desc' },
    distinct: ['datasetId'],
  });
  return new Map(versions.map((version) => [version.datasetId, version]));
}
