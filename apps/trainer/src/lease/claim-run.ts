import { MAX_ATTEMPTS, type ErrorRecord } from '@sagittal/contracts';
import type pg from 'pg';
import { transaction } from '../postgres/transaction.ts';
import { endRun } from './end-run.ts';
import { nextSequence, notifyRun } from './sequence.ts';
import { type RunLease, TTL } from './run-lease.ts';

interface Candidate {
  readonly id: string;
  readonly status: 'QUEUED' | 'RUNNING';
  readonly cancelRequested: boolean;
}

/**
 * Takes the next run that is to be worked on: one whose trainer was lost first, else the first in the queue. Runs met on the
 * way that must end (cancelled, lost too often) are ended.
 *
 * @returns null where there is nothing to do
 */
export async function claimRun(pool: pg.Pool, trainerId: string, signal?: AbortSignal): Promise<RunLease | null> {
  for (;;) {
    const outcome = await transaction(pool, (client) => claimOnce(client, trainerId), signal);
    if (outcome !== 'ended') return outcome;
  }
}

async function claimOnce(client: pg.PoolClient, trainerId: string): Promise<RunLease | null | 'ended'> {
  const { rows } = await client.query<Candidate>(
    `SELECT r.id, r.status, r."cancelRequestedAt" IS NOT NULL AS "cancelRequested" FROM "Run" r
     WHERE r."deletedAt" IS NULL AND r."splitId" IS NOT NULL AND (
       r.status = 'QUEUED'
       OR (r.status = 'RUNNING' AND EXISTS (SELECT 1 FROM "RunAttempt" a WHERE a."runId" = r.id)
           AND NOT EXISTS (SELECT 1 FROM "RunAttempt" a WHERE a."runId" = r.id AND a."endedAt" IS NULL AND a."expiresAt" > clock_timestamp())))
     ORDER BY (r.status = 'RUNNING') DESC, r."queueOrder", r."createdAt", r.id
     LIMIT 1 FOR UPDATE OF r SKIP LOCKED`,
  );
  const [run] = rows;
  if (run === undefined) return null;
  await client.query(
    `UPDATE "RunAttempt" SET "endedAt" = clock_timestamp(), "endReason" = 'lost' WHERE "runId" = $1 AND "endedAt" IS NULL AND "expiresAt" <= clock_timestamp()`,
    [run.id],
  );
  const history = await attemptsOf(client, run.id);
  // renewed in the last moment, between the two statements
  if (history.live > 0) return null;
  if (run.cancelRequested) {
    await endRun(client, run.id, { status: 'CANCELLED', message: 'Cancelled.' });
    return 'ended';
  }
  if (history.lost >= MAX_ATTEMPTS) {
    await endRun(client, run.id, { status: 'FAILED', error: trainerLost(history.lost) });
    return 'ended';
  }
  return begin(client, { run, trainerId, attempt: history.newest + 1, formerEnd: history.formerEnd });
}

interface History {
  readonly newest: number;
  readonly live: number;
  readonly lost: number;
  readonly formerEnd: string | null;
}

async function attemptsOf(client: pg.PoolClient, runId: string): Promise<History> {
  const { rows } = await client.query<History>(
    `SELECT coalesce(max(attempt), 0)::int AS newest, (count(*) FILTER (WHERE "endedAt" IS NULL))::int AS live,
       (count(*) FILTER (WHERE "endReason" = 'lost'))::int AS lost, (array_agg("endReason" ORDER BY attempt DESC))[1] AS "formerEnd"
     FROM "RunAttempt" WHERE "runId" = $1`,
    [runId],
  );
  return rows[0] ?? { newest: 0, live: 0, lost: 0, formerEnd: null };
}

async function begin(
  client: pg.PoolClient,
  { run, trainerId, attempt, formerEnd }: { run: Candidate; trainerId: string; attempt: number; formerEnd: string | null },
): Promise<RunLease> {
  await client.query(
    `INSERT INTO "RunAttempt" ("runId", attempt, "trainerId", "startedAt", "expiresAt") VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp() + ${TTL})`,
    [run.id, attempt, trainerId],
  );
  await client.query(
    `UPDATE "Run" SET status = 'RUNNING', "startedAt" = coalesce("startedAt", clock_timestamp()), "finishedAt" = NULL, error = NULL, progress = $2 WHERE id = $1`,
    [run.id, JSON.stringify({ phase: 'PREPARING', done: 0, total: null })],
  );
  if (attempt > 1) await cutFormerResults(client, run.id);
  await client.query(
    `INSERT INTO "TimelineEvent" ("runId", at, kind, message) VALUES ($1, clock_timestamp(), $2::"TimelineKind", $3)`,
    [
      run.id,
      attempt === 1 ? 'STARTED' : 'RESUMED',
      attempt === 1
        ? 'A trainer took the run.'
        : `Begun again from the start, attempt ${String(attempt)}: ${formerEnd === 'stopped' ? 'its trainer was stopped' : 'its trainer or compute process died'}.`,
    ],
  );
  await nextSequence(client, run.id, 1);
  await notifyRun(client, run.id);
  return { runId: run.id, attempt };
}

/** What a former attempt left is cut: the run begins from its start, and no curve may hold points of two attempts. */
async function cutFormerResults(client: pg.PoolClient, runId: string): Promise<void> {
  for (const table of ['Evaluation', 'Checkpoint', 'Artifact', 'MetricSeries'])
    await client.query(`DELETE FROM "${table}" WHERE "runId" = $1`, [runId]);
}

export function trainerLost(times: number): ErrorRecord {
  return {
    code: 'TRAINER_LOST',
    message: `The process that computed the run died ${String(times)} times.`,
    hint: 'Too little memory is the usual cause: try a smaller batch or input, close other programs, and launch it again.',
  };
}
