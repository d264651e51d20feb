import { AppError, type Subset } from '@sagittal/contracts';
import { type Content, type Database, type DatasetVersion, Prisma } from '@sagittal/prisma';
import type { Page, PageArguments } from '../../connection.ts';
import type { App } from '../../context.ts';
import { keysetPage } from '../../infra/keyset.ts';
import { all, contains, rows } from '../../infra/sql.ts';

/** An item as it is in one version. */
export interface ImageView {
  readonly id: string;
  readonly path: string;
  readonly label: string;
  readonly group: string | null;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

export interface ImageKey {
  readonly itemId: string;
  /** The version's number; null: the newest version that holds the item. */
  readonly version: number | null;
}

export interface ImageFilter {
  readonly label?: string | null | undefined;
  readonly group?: string | null | undefined;
  readonly subset?: Subset | null | undefined;
  readonly splitId?: string | null | undefined;
  readonly pathContains?: string | null | undefined;
}

/** The items asked for, each as in its version; undefined where the version does not hold it. */
export async function imagesByKey(
  database: Pick<Database, 'pool'>,
  keys: readonly ImageKey[],
): Promise<(ImageView | undefined)[]> {
  const found = await rows<ImageView & { at: string }>(
    database,
    Prisma.sql`SELECT k.at, i.id, i.path, r.label, r."group", i.sha256, c.width, c.height, c.bytes::float8 AS bytes
      FROM unnest(${keys.map((key) => key.itemId)}::text[], ${keys.map((key) => key.version)}::int[]) WITH ORDINALITY AS k(id, version, at)
      JOIN "DatasetItem" i ON i.id = k.id
      JOIN "Content" c ON c.sha256 = i.sha256
      JOIN LATERAL (
        SELECT label, "group" FROM "ItemRevision"
        WHERE "itemId" = i.id AND (k.version IS NULL OR ("fromVersion" <= k.version AND ("toVersion" IS NULL OR "toVersion" >= k.version)))
        ORDER BY "fromVersion" DESC LIMIT 1
      ) r ON TRUE`,
  );
  const byPlace = new Map(found.map(({ at, ...image }) => [Number(at) - 1, image]));
  return keys.map((_, place) => byPlace.get(place));
}

/**
 * The images of a version, by path.
 * @throws AppError INVALID_INPUT where a subset is asked for and it is not clear of which split
 */
export async function listImages(
  app: App,
  version: DatasetVersion,
  filter: ImageFilter,
  page: PageArguments,
): Promise<Page<ImageView>> {
  const where = [
    Prisma.sql`i."datasetId" = ${version.datasetId}`,
    Prisma.sql`r."fromVersion" <= ${version.number}`,
    Prisma.sql`(r."toVersion" IS NULL OR r."toVersion" >= ${version.number})`,
  ];
  if (filter.label !== null && filter.label !== undefined) where.push(Prisma.sql`r.label = ${filter.label}`);
  if (filter.group !== null && filter.group !== undefined) where.push(Prisma.sql`r."group" = ${filter.group}`);
  if (filter.pathContains) where.push(contains(Prisma.sql`i.path`, filter.pathContains));
  if (filter.subset || filter.splitId) {
    const splitId = filter.splitId ?? (await onlySplit(app, version));
    const subset = filter.subset ? Prisma.sql`m.subset = ${filter.subset}::"Subset"` : Prisma.sql`TRUE`;
    where.push(
      Prisma.sql`EXISTS (SELECT 1 FROM "SplitMember" m WHERE m."splitId" = ${splitId} AND m."itemId" = i.id AND ${subset})`,
    );
  }
  return keysetPage(
    app.database,
    {
      from: Prisma.sql`"DatasetItem" i JOIN "ItemRevision" r ON r."itemId" = i.id`,
      where: all(where),
      order: [{ sql: Prisma.sql`i.path`, type: 'text', direction: 'ASC' }],
      id: Prisma.sql`i.id`,
    },
    page,
    async (ids) =>
      (
        await imagesByKey(
          app.database,
          ids.map((itemId) => ({ itemId, version: version.number })),
        )
      ).flatMap((image) => image ?? []),
  );
}

async function onlySplit({ prisma }: App, version: DatasetVersion): Promise<string> {
  const splits = await prisma.split.findMany({ where: { datasetVersionId: version.id }, select: { id: true }, take: 2 });
  const [split] = splits;
  if (split && splits.length === 1) return split.id;
  throw new AppError('INVALID_INPUT', {
    message: 'This version has several splits: say of which the subset is meant.',
    field: 'where.splitId',
  });
}

/** The file behind an item, whatever the version. */
export async function imageContent({ prisma }: Pick<App, 'prisma'>, id: string): Promise<Content | null> {
  const item = await prisma.datasetItem.findUnique({ where: { id }, include: { content: true } });
  return item?.content ?? null;
}
