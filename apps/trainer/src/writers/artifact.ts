import type pg from 'pg';

/** A file's row, in the place of a former one of its name. */
export async function writeArtifact(
  client: pg.PoolClient,
  runId: string,
  { name, bytes, sha256 }: { readonly name: string; readonly bytes: number; readonly sha256: string },
): Promise<void> {
  await client.query(
    `INSERT INTO "Artifact" ("runId", name, bytes, sha256) VALUES ($1, $2, $3, $4) ON CONFLICT ("runId", name) DO UPDATE SET bytes = EXCLUDED.bytes, sha256 = EXCLUDED.sha256`,
    [runId, name, bytes, sha256],
  );
}
