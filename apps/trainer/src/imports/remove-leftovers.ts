import type { ImportPayload } from '@sagittal/contracts';
import type { ContentStore } from '@sagittal/data';
import type pg from 'pg';

/** Hashes looked up at a time. */
const CHUNK = 1_000;

/** Removes the dataset that was made for an import which then failed, so that its name is free again. */
export async function removeNewDataset(client: pg.PoolClient, { datasetId, newDataset }: ImportPayload): Promise<void> {
  if (!newDataset) return;
  await client.query(
    `DELETE FROM "Dataset" d WHERE d.id = $1 AND NOT EXISTS (SELECT 1 FROM "DatasetVersion" v WHERE v."datasetId" = d.id)`,
    [datasetId],
  );
}

/**
 * Removes files of the store that no content row refers to: what a failed import, or one whose process was killed, left. While
 * another import is under way nothing is removed, for its files have no rows yet.
 *
 * @param added the files that the import brought; null where that is not known: then the whole store is gone through
 * @returns how many files went
 */
export async function removeLeftovers(
  pool: pg.Pool,
  store: ContentStore,
  { jobId, added }: { readonly jobId: string; readonly added: readonly string[] | null },
): Promise<number> {
  const { rows } = await pool.query(
    `SELECT 1 FROM "Job" WHERE kind = 'import-dataset' AND status = 'RUNNING' AND id <> $1 LIMIT 1`,
    [jobId],
  );
  if (rows.length > 0) return 0;
  let removed = 0;
  let chunk: string[] = [];
  const flush = async () => {
    const known = await pool.query<{ sha256: string }>(`SELECT sha256 FROM "Content" WHERE sha256 = ANY($1)`, [chunk]);
    const referred = new Set(known.rows.map(({ sha256 }) => sha256));
    for (const sha256 of chunk.filter((candidate) => !referred.has(candidate))) {
      await store.remove(sha256);
      removed += 1;
    }
    chunk = [];
  };
  for await (const sha256 of added ?? store.hashes()) {
    chunk.push(sha256);
    if (chunk.length >= CHUNK) await flush();
  }
  await flush();
  if (added === null) await store.removeTemporaries();
  return removed;
}
