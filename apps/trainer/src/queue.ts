import { QUEUE_TASKS } from '@sagittal/contracts';
import { Logger, run, type Runner } from 'graphile-worker';
import type pg from 'pg';
import { backOff, pause } from './postgres/pause.ts';

export interface Queue {
  close(): Promise<void>;
}

/**
 * Takes tasks from graphile-worker's queue. A task does nothing but wake: whether there is work, and whose it is, the leases
 * say. The runner gives up when the database is away for long; then another one is begun.
 */
export function watchQueue(
  pool: pg.Pool,
  wake: { readonly run: () => void; readonly job: () => void },
  say: (message: string) => void,
): Queue {
  const closed = new AbortController();
  const finished = keepRunning(pool, wake, say, closed.signal);
  return {
    close: async () => {
      closed.abort();
      await finished;
    },
  };
}

async function keepRunning(
  pool: pg.Pool,
  wake: { readonly run: () => void; readonly job: () => void },
  say: (message: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const logger = new Logger(() => (level, message) => {
    if (String(level) === 'error') say(`Queue: ${message}`);
  });
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    let runner: Runner | null = null;
    const stop = () => {
      void runner?.stop().catch(() => undefined);
    };
    try {
      runner = await run({
        pgPool: pool,
        concurrency: 2,
        noHandleSignals: true,
        pollInterval: 2_000,
        logger,
        taskList: { [QUEUE_TASKS.trainRun]: () => wake.run(), [QUEUE_TASKS.runJob]: () => wake.job() },
      });
      attempt = 1;
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      await runner.promise;
    } catch {
      // the sweep finds work meanwhile
    } finally {
      signal.removeEventListener('abort', stop);
    }
    await pause(backOff(attempt), signal);
  }
}
