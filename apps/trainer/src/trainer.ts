import { CHANNELS } from '@sagittal/contracts';
import { connect } from '@sagittal/prisma';
import type { ComputeEntry } from './child/compute-process.ts';
import { probeInChild } from './child/probe-engines.ts';
import type { TrainerEnv } from './env.ts';
import type { WorkContext } from './jobs/context.ts';
import { importDataset } from './jobs/import-dataset.ts';
import { trainRun } from './jobs/train-run.ts';
import { claimRun } from './lease/claim-run.ts';
import { claimJob } from './lease/job-lease.ts';
import { listen } from './postgres/listener.ts';
import { watchQueue } from './queue.ts';
import { beat, register, signOff } from './registration.ts';
import { Slot } from './slot.ts';

/** How often work is looked for that nobody woke us for, and work whose trainer is gone. */
const SWEEP_MS = 5_000;
/** How long a trainer that goes down waits for a database that is away. */
const LAST_WRITES_MS = 3_000;

export interface Trainer {
  readonly id: string;
  /** Ends in order: takes nothing new, gives back what is under way, signs off. */
  close(): Promise<void>;
}

/** Starts a trainer: one slot for trainings, one beside it for jobs, each with a compute process while it works. */
export async function startTrainer(env: TrainerEnv, compute: ComputeEntry, say: (message: string) => void): Promise<Trainer> {
  const database = connect(env.databaseUrl, { max: 8 });
  const { pool } = database;
  const alive = new AbortController();
  const lastWrites = new AbortController();
  const trainerId = await register(pool, await probeInChild(compute, env.threads), alive.signal);
  const context: WorkContext = { ...env, pool, trainerId, compute, say, signal: lastWrites.signal };

  const runs = new Slot({
    say,
    begin: async () => {
      const lease = await claimRun(pool, trainerId, alive.signal);
      return lease === null ? null : trainRun(lease, context);
    },
  });
  const jobs = new Slot({
    say,
    begin: async () => {
      const job = await claimJob(pool, trainerId, alive.signal);
      return job === null ? null : importDataset(job, context);
    },
  });
  const pokeBoth = () => {
    runs.poke();
    jobs.poke();
  };
  const queue = watchQueue(pool, { run: () => runs.poke(), job: () => jobs.poke() }, say);
  const listener = listen(
    env.databaseUrl,
    { [CHANNELS.cancelRun]: (id) => runs.cancel(id), [CHANNELS.cancelJob]: (id) => jobs.cancel(id) },
    pokeBoth,
  );
  const sweep = setInterval(pokeBoth, SWEEP_MS);
  const heart = beat(pool, trainerId, alive.signal);
  pokeBoth();

  const close = async (): Promise<void> => {
    clearInterval(sweep);
    const timer = setTimeout(() => lastWrites.abort(), LAST_WRITES_MS);
    alive.abort();
    await Promise.all([runs.stop(), jobs.stop(), queue.close(), listener.close(), heart]);
    clearTimeout(timer);
    await signOff(pool, trainerId);
    await database.close();
  };
  let closing: Promise<void> | null = null;
  return { id: trainerId, close: () => (closing ??= close()) };
}
