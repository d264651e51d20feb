import { LEASE_TTL_MS } from '@sagittal/contracts';
import type pg from 'pg';
import { LeaseLost } from './lease-lost.ts';

/** Which attempt at which run: carried by every write. */
export interface RunLease {
  readonly runId: string;
  readonly attempt: number;
}

export const TTL = `interval '${String(LEASE_TTL_MS)} milliseconds'`;

/**
 * Makes the lease hold for another 15 s. An attempt that ran out while the database was away is valid again, as long as
 * nobody has ended it or begun the next one: both lock the same row.
 *
 * @returns whether a cancel was asked for
 * @throws LeaseLost
 */
export async function renewRunLease(
  client: pg.ClientBase | pg.Pool,
  { runId, attempt }: RunLease,
): Promise<{ cancelRequested: boolean }> {
  const { rows } = await client.query<{ cancelRequested: boolean }>(
    `UPDATE "RunAttempt" a SET "expiresAt" = clock_timestamp() + ${TTL}
     FROM "Run" r
     WHERE a."runId" = $1 AND a.attempt = $2 AND a."endedAt" IS NULL AND r.id = a."runId" AND r.status = 'RUNNING'
       AND NOT EXISTS (SELECT 1 FROM "RunAttempt" n WHERE n."runId" = a."runId" AND n.attempt > a.attempt)
     RETURNING r."cancelRequestedAt" IS NOT NULL AS "cancelRequested"`,
    [runId, attempt],
  );
  const [row] = rows;
  if (row === undefined) throw new LeaseLost(`run ${runId}, attempt ${String(attempt)},`);
  return row;
}
