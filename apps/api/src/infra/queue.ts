import { CHANNELS, QUEUE_TASKS } from '@sagittal/contracts';
import type { Prisma } from '@sagittal/prisma';

/**
 * Wakes a trainer for a run or a job, in the caller's transaction: nobody is woken for what is rolled back. One attempt,
 * because who owns the work is decided by a lease, and retries are the trainers' own.
 */
export async function wakeTrainer(
  transaction: Prisma.TransactionClient,
  work: { runId: string } | { jobId: string },
): Promise<void> {
  const task = 'runId' in work ? QUEUE_TASKS.trainRun : QUEUE_TASKS.runJob;
  await transaction.$executeRaw`SELECT 1 FROM graphile_worker.add_job(${task}, payload := ${JSON.stringify(work)}::json, max_attempts := 1)`;
}

/** Tells every listener that something changed about an id, when the caller's transaction is committed. */
export async function notify(transaction: Prisma.TransactionClient, channel: keyof typeof CHANNELS, id: string): Promise<void> {
  await transaction.$executeRaw`SELECT pg_notify(${CHANNELS[channel]}, ${id})`;
}
