import { AppError, newId } from '@sagittal/contracts';
import { type ImportedItem, manifestHash } from '@sagittal/data';
import type pg from 'pg';

/** An item as the new version holds it. */
export interface VersionItem extends ImportedItem {
  /** Of the DatasetItem. */
  readonly id: string;
}

export interface StoredVersion {
  readonly id: string;
  readonly items: readonly VersionItem[];
}

/**
 * Makes the next version of a dataset out of the items of an import: content, items (an image at the same path with the same
 * bytes is the same item as before) and their revisions. The import says everything that is in the version: what it does not
 * hold ends with the version before.
 *
 * @throws AppError NOT_FOUND, DATASET_ARCHIVED
 */
export async function storeVersion(
  client: pg.PoolClient,
  { datasetId, jobId, items }: { datasetId: string; jobId: string; items: readonly ImportedItem[] },
): Promise<StoredVersion> {
  const { number, createdById } = await lockDataset(client, datasetId);
  await storeContent(client, items);
  const stored = await storeItems(client, datasetId, items);
  await closeRevisions(client, datasetId, number, stored);
  await openRevisions(client, number, createdById, stored);
  const id = newId('datasetVersion');
  await client.query(
    `INSERT INTO "DatasetVersion" (id, "datasetId", number, "imageCount", classes, "manifestHash", "createdAt", "createdById", "importJobId")
     VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp(), $7, $8)`,
    [
      id,
      datasetId,
      number,
      stored.length,
      JSON.stringify(classCounts(stored)),
      manifestHash(stored.map((item) => ({ ...item, group: null }))),
      createdById,
      jobId,
    ],
  );
  return { id, items: stored };
}

async function lockDataset(client: pg.PoolClient, datasetId: string): Promise<{ number: number; createdById: string }> {
  const { rows } = await client.query<{ archived: boolean; name: string; createdById: string; number: number }>(
    `SELECT d."archivedAt" IS NOT NULL AS archived, d.name, d."createdById",
       (SELECT coalesce(max(v.number), 0) + 1 FROM "DatasetVersion" v WHERE v."datasetId" = d.id)::int AS number
     FROM "Dataset" d WHERE d.id = $1 FOR UPDATE`,
    [datasetId],
  );
  const [dataset] = rows;
  if (dataset === undefined)
    throw new AppError('NOT_FOUND', { message: 'The dataset is gone.', hint: 'Import the folder as a new dataset.' });
  if (dataset.archived)
    throw new AppError('DATASET_ARCHIVED', {
      message: `The dataset "${dataset.name}" is archived.`,
      hint: 'Restore it, then import again.',
    });
  return dataset;
}

async function storeContent(client: pg.PoolClient, items: readonly ImportedItem[]): Promise<void> {
  const distinct = [...new Map(items.map((item) => [item.sha256, item])).values()];
  await client.query(
    `INSERT INTO "Content" (sha256, bytes, width, height, format, "createdAt")
     SELECT sha256, bytes, width, height, format, clock_timestamp()
     FROM unnest($1::text[], $2::bigint[], $3::int[], $4::int[], $5::text[]) AS t(sha256, bytes, width, height, format)
     ON CONFLICT (sha256) DO NOTHING`,
    [
      distinct.map(({ sha256 }) => sha256),
      distinct.map(({ bytes }) => bytes),
      distinct.map(({ width }) => width),
      distinct.map(({ height }) => height),
      distinct.map(({ format }) => format),
    ],
  );
}

async function storeItems(client: pg.PoolClient, datasetId: string, items: readonly ImportedItem[]): Promise<VersionItem[]> {
  await client.query(
    `INSERT INTO "DatasetItem" (id, "datasetId", path, sha256)
     SELECT id, $1, path, sha256 FROM unnest($2::text[], $3::text[], $4::text[]) AS t(id, path, sha256)
     ON CONFLICT ("datasetId", path, sha256) DO NOTHING`,
    [datasetId, items.map(() => newId('image')), items.map(({ path }) => path), items.map(({ sha256 }) => sha256)],
  );
  const { rows } = await client.query<{ id: string; ordinal: string }>(
    `SELECT i.id, t.ordinal FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS t(path, sha256, ordinal)
     JOIN "DatasetItem" i ON i."datasetId" = $1 AND i.path = t.path AND i.sha256 = t.sha256 ORDER BY t.ordinal`,
    [datasetId, items.map(({ path }) => path), items.map(({ sha256 }) => sha256)],
  );
  const ids = new Map(rows.map(({ id, ordinal }) => [Number(ordinal) - 1, id]));
  return items.map((item, index) => {
    const id = ids.get(index);
    if (id === undefined) throw new Error(`The item ${item.path} was not stored.`);
    return { ...item, id };
  });
}

const ITEMS = `unnest($2::text[], $3::text[], $4::text[]) AS t(id, label, subset)`;

function itemColumns(items: readonly VersionItem[]): [string[], string[], (string | null)[]] {
  return [items.map(({ id }) => id), items.map(({ label }) => label), items.map(({ officialSubset }) => officialSubset)];
}

/** Ends the revisions that the new version does not carry on: items that are gone, or that say something else now. */
async function closeRevisions(
  client: pg.PoolClient,
  datasetId: string,
  number: number,
  items: readonly VersionItem[],
): Promise<void> {
  await client.query(
    `UPDATE "ItemRevision" r SET "toVersion" = $5 FROM "DatasetItem" i
     WHERE i.id = r."itemId" AND i."datasetId" = $1 AND r."toVersion" IS NULL AND NOT EXISTS (
       SELECT 1 FROM ${ITEMS} WHERE t.id = r."itemId" AND t.label = r.label AND r."group" IS NULL AND r."officialSubset" IS NOT DISTINCT FROM t.subset::"Subset")`,
    [datasetId, ...itemColumns(items), number - 1],
  );
}

/** Begins a revision for every item that has none that goes on. */
async function openRevisions(
  client: pg.PoolClient,
  number: number,
  createdById: string,
  items: readonly VersionItem[],
): Promise<void> {
  await client.query(
    `INSERT INTO "ItemRevision" ("itemId", "fromVersion", label, "officialSubset", "createdById")
     SELECT t.id, $1, t.label, t.subset::"Subset", $5 FROM ${ITEMS}
     WHERE NOT EXISTS (SELECT 1 FROM "ItemRevision" r WHERE r."itemId" = t.id AND r."toVersion" IS NULL)`,
    [number, ...itemColumns(items), createdById],
  );
}

/** Images by class, sorted by name: the class order of every run on this version. */
function classCounts(items: readonly VersionItem[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { label } of items) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => (a.name < b.name ? -1 : 1));
}
