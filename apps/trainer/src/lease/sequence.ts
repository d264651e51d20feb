import { CHANNELS } from '@sagittal/contracts';
import type pg from 'pg';

/**
 * Takes the next `count` sequence numbers of a run.
 *
 * @returns the last of them
 */
export async function nextSequence(client: pg.PoolClient, runId: string, count: number): Promise<bigint> {
  const { rows } = await client.query<{ lastSeq: string }>(
    `UPDATE "Run" SET "lastSeq" = "lastSeq" + $2 WHERE id = $1 RETURNING "lastSeq"`,
    [runId, count],
  );
  return BigInt(rows[0]?.lastSeq ?? 0);
}

/** Wakes whoever watches; sent by the server when the transaction is committed. */
export async function notifyRun(client: pg.PoolClient, runId: string): Promise<void> {
  await client.query('SELECT pg_notify($1, $2)', [CHANNELS.run, runId]);
}

export async function notifyJob(client: pg.PoolClient, jobId: string): Promise<void> {
  await client.query('SELECT pg_notify($1, $2)', [CHANNELS.job, jobId]);
}
