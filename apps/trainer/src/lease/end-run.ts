import type { ErrorRecord } from '@sagittal/contracts';
import type pg from 'pg';
import { nextSequence, notifyRun } from './sequence.ts';

export type RunEnd =
  | { readonly status: 'FINISHED'; readonly message: string }
  | { readonly status: 'CANCELLED'; readonly message: string }
  | { readonly status: 'FAILED'; readonly error: ErrorRecord };

/** Writes a run's end: status, time, error, timeline, and closes its attempt. */
export async function endRun(client: pg.PoolClient, runId: string, end: RunEnd): Promise<void> {
  const error = end.status === 'FAILED' ? end.error : null;
  await client.query(
    `UPDATE "Run" SET status = $2::"RunStatus", "finishedAt" = clock_timestamp(), error = $3,
       progress = CASE WHEN $2 = 'FINISHED' THEN jsonb_set(coalesce(progress, '{"done": 0, "total": null}'), '{phase}', '"DONE"') - 'etaSeconds' ELSE progress END
     WHERE id = $1`,
    [runId, end.status, error === null ? null : JSON.stringify(error)],
  );
  await client.query(
    `UPDATE "RunAttempt" SET "endedAt" = clock_timestamp(), "endReason" = $2 WHERE "runId" = $1 AND "endedAt" IS NULL`,
    [runId, end.status.toLowerCase()],
  );
  await client.query(
    `INSERT INTO "TimelineEvent" ("runId", at, kind, message) VALUES ($1, clock_timestamp(), $2::"TimelineKind", $3)`,
    [runId, end.status, end.status === 'FAILED' ? `${end.error.code}: ${end.error.message}` : end.message],
  );
  await nextSequence(client, runId, 1);
  await notifyRun(client, runId);
}
