import { MAX_ATTEMPTS, type ErrorRecord, type JobStatus } from '@sagittal/contracts';
import type pg from 'pg';
import { transaction } from '../postgres/transaction.ts';
import { LeaseLost } from './lease-lost.ts';
import { TTL } from './run-lease.ts';
import { notifyJob } from './sequence.ts';

export interface JobLease {
  readonly jobId: string;
  readonly attempt: number;
}

export interface ClaimedJob extends JobLease {
  readonly payload: unknown;
  /** Someone asked for its end, or it was lost too often: it is to be cleaned up and ended, not worked on. */
  readonly mustEnd: { readonly status: 'CANCELLED' } | { readonly status: 'FAILED'; readonly error: ErrorRecord } | null;
}

/** Takes the next job that is queued, or whose trainer was lost. The row itself is the lease. @returns null where there is none */
export function claimJob(pool: pg.Pool, trainerId: string, signal?: AbortSignal): Promise<ClaimedJob | null> {
  return transaction(
    pool,
    async (client) => {
      const { rows } = await client.query<{ jobId: string; attempt: number; payload: unknown; cancelRequested: boolean }>(
        `UPDATE "Job" SET status = 'RUNNING', attempt = attempt + 1, "trainerId" = $1, "startedAt" = coalesce("startedAt", clock_timestamp()),
           "expiresAt" = clock_timestamp() + ${TTL}, done = 0, total = NULL
         WHERE id = (
           SELECT id FROM "Job"
           WHERE status = 'QUEUED' OR (status = 'RUNNING' AND ("expiresAt" IS NULL OR "expiresAt" <= clock_timestamp()))
           ORDER BY (status = 'RUNNING') DESC, "createdAt", id LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING id AS "jobId", attempt, payload, "cancelRequestedAt" IS NOT NULL AS "cancelRequested"`,
        [trainerId],
      );
      const [job] = rows;
      if (job === undefined) return null;
      await notifyJob(client, job.jobId);
      const { jobId, attempt, payload } = job;
      return {
        jobId,
        attempt,
        payload,
        mustEnd: job.cancelRequested
          ? { status: 'CANCELLED' }
          : attempt > MAX_ATTEMPTS
            ? { status: 'FAILED', error: jobLost(attempt - 1) }
            : null,
      };
    },
    signal,
  );
}

/** As renewRunLease, for a job. @throws LeaseLost */
export async function renewJobLease(
  client: pg.ClientBase | pg.Pool,
  { jobId, attempt }: JobLease,
): Promise<{ cancelRequested: boolean }> {
  const { rows } = await client.query<{ cancelRequested: boolean }>(
    `UPDATE "Job" SET "expiresAt" = clock_timestamp() + ${TTL} WHERE id = $1 AND attempt = $2 AND status = 'RUNNING'
     RETURNING "cancelRequestedAt" IS NOT NULL AS "cancelRequested"`,
    [jobId, attempt],
  );
  const [row] = rows;
  if (row === undefined) throw new LeaseLost(`job ${jobId}, attempt ${String(attempt)},`);
  return row;
}

/** Writes a job's end, in the transaction of whatever goes with it. */
export async function endJob(
  client: pg.PoolClient,
  jobId: string,
  status: Extract<JobStatus, 'SUCCEEDED' | 'FAILED' | 'CANCELLED'>,
  { resultId = null, error = null }: { resultId?: string | null; error?: ErrorRecord | null },
): Promise<void> {
  await client.query(
    `UPDATE "Job" SET status = $2::"JobStatus", "finishedAt" = clock_timestamp(), "expiresAt" = NULL, "resultId" = $3, error = $4 WHERE id = $1`,
    [jobId, status, resultId, error === null ? null : JSON.stringify(error)],
  );
  await notifyJob(client, jobId);
}

/** Gives a job back: `stopped` into the queue, without counting; `lost` to whoever comes next. */
export async function releaseJob(client: pg.PoolClient, lease: JobLease, reason: 'stopped' | 'lost'): Promise<void> {
  await renewJobLease(client, lease);
  await client.query(
    reason === 'stopped'
      ? `UPDATE "Job" SET status = 'QUEUED', attempt = attempt - 1, "expiresAt" = NULL, "trainerId" = NULL WHERE id = $1`
      : `UPDATE "Job" SET "expiresAt" = clock_timestamp() WHERE id = $1`,
    [lease.jobId],
  );
  await notifyJob(client, lease.jobId);
}

function jobLost(times: number): ErrorRecord {
  return {
    code: 'TRAINER_LOST',
    message: `The process that did the job died ${String(times)} times.`,
    hint: 'Look at the trainer’s output for the reason, and start the job again.',
  };
}
