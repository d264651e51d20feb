import type pg from 'pg';
import { type RunLease, renewRunLease } from './run-lease.ts';
import { nextSequence, notifyRun } from './sequence.ts';

/**
 * Gives a run back. `stopped`: the trainer goes down in order; the run stands in the queue again. `lost`: its compute process
 * died; it stays RUNNING without an owner, and the next claim counts the loss.
 */
export async function releaseRun(client: pg.PoolClient, lease: RunLease, reason: 'stopped' | 'lost'): Promise<void> {
  await renewRunLease(client, lease);
  await client.query(
    `UPDATE "RunAttempt" SET "endedAt" = clock_timestamp(), "endReason" = $3 WHERE "runId" = $1 AND attempt = $2`,
    [lease.runId, lease.attempt, reason],
  );
  if (reason === 'stopped')
    await client.query(`UPDATE "Run" SET status = 'QUEUED', progress = NULL WHERE id = $1`, [lease.runId]);
  await nextSequence(client, lease.runId, 1);
  await notifyRun(client, lease.runId);
}
