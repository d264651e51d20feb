import type { Subset } from '@sagittal/contracts';
import { type DatasetVersion, Prisma, type SplitCertificate } from '@sagittal/prisma';
import type { App } from '../../context.ts';
import { rows } from '../../infra/sql.ts';

/** An item as a split sees it. */
export interface SplitItem {
  readonly id: string;
  readonly label: string;
  readonly sha256: string;
  readonly group: string | null;
  readonly officialSubset: Subset | null;
}

/** All items of a version, by path: a split depends on their order and on its seed alone. */
export function itemsOf({ database }: Pick<App, 'database'>, version: DatasetVersion): Promise<SplitItem[]> {
  return rows<SplitItem>(
    database,
    Prisma.sql`SELECT i.id, r.label, i.sha256, r."group", r."officialSubset"
      FROM "DatasetItem" i JOIN "ItemRevision" r ON r."itemId" = i.id
      WHERE i."datasetId" = ${version.datasetId} AND r."fromVersion" <= ${version.number} AND (r."toVersion" IS NULL OR r."toVersion" >= ${version.number})
      ORDER BY i.path COLLATE "C", i.sha256`,
  );
}

/** Inserted from two arrays in one statement: ten times as fast as row by row. */
export async function insertMembers(
  transaction: Prisma.TransactionClient,
  splitId: string,
  assignment: ReadonlyMap<string, Subset>,
): Promise<void> {
  await transaction.$executeRaw`INSERT INTO "SplitMember" ("splitId", "itemId", subset)
    SELECT ${splitId}, m.item, m.subset::"Subset" FROM unnest(${[...assignment.keys()]}::text[], ${[...assignment.values()]}::text[]) AS m(item, subset)`;
}

/** The newest certificate of each split. */
export async function newestCertificates(
  { prisma }: Pick<App, 'prisma'>,
  splitIds: readonly string[],
): Promise<Map<string, SplitCertificate>> {
  const certificates = await prisma.splitCertificate.findMany({
    where: { splitId: { in: [...splitIds] } },
    orderBy: [{ checkedAt: 'desc' }, { id: 'desc' }],
    distinct: ['splitId'],
  });
  return new Map(certificates.map((certificate) => [certificate.splitId, certificate]));
}
