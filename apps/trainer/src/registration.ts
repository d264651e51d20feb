import os from 'node:os';
import { newId } from '@sagittal/contracts';
import type pg from 'pg';
import type { ProbeResult } from './compute/messages.ts';
import { pause } from './postgres/pause.ts';
import { transaction } from './postgres/transaction.ts';

/** How often a trainer says that it is alive. */
const HEARTBEAT_MS = 5_000;

/** The machine's memory, or what a container leaves of it, in bytes. */
function machineMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem();
}

/** Enters this process among the trainers. @returns its id */
export async function register(pool: pg.Pool, { engines, threads }: ProbeResult, signal: AbortSignal): Promise<string> {
  const id = newId('trainer');
  const engine = engines.find(({ available, trains }) => available && trains)?.name ?? 'none';
  await transaction(
    pool,
    (client) =>
      client.query(
        `INSERT INTO "Trainer" (id, host, "startedAt", "lastSeenAt", engine, threads, "memoryBytes", engines)
         VALUES ($1, $2, clock_timestamp(), clock_timestamp(), $3, $4, $5, $6)`,
        [id, os.hostname(), engine, threads, machineMemory(), JSON.stringify(engines)],
      ),
    signal,
  );
  return id;
}

/** Keeps `lastSeenAt` fresh until the signal aborts. A beat that fails is made good by the next. */
export async function beat(pool: pg.Pool, trainerId: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    await pause(HEARTBEAT_MS, signal);
    if (signal.aborted) return;
    await pool.query(`UPDATE "Trainer" SET "lastSeenAt" = clock_timestamp() WHERE id = $1`, [trainerId]).catch(() => undefined);
  }
}

export async function signOff(pool: pg.Pool, trainerId: string): Promise<void> {
  await pool
    .query(`UPDATE "Trainer" SET "stoppedAt" = clock_timestamp(), "lastSeenAt" = clock_timestamp() WHERE id = $1`, [trainerId])
    .catch(() => undefined);
}
