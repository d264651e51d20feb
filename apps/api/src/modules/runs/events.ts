import type { Run } from '@sagittal/prisma';
import { notFound } from '../../input.ts';
import type { App } from '../../context.ts';
import type { Signal } from '../../infra/notifications.ts';
import { closable, orClose } from '../../infra/stream.ts';
import { pointsBetween, type PointView } from '../metrics/repository.ts';
import { queuePositions } from './repository.ts';

export interface RunEventView {
  readonly seq: number;
  readonly run: Run;
  readonly points: readonly PointView[];
}

/** Points in one event at most (but those that share a sequence number stay together). */
const POINTS_A_EVENT = 5_000;
/** A run's progress is told at most this often. */
const PAUSE_MS = 500;

/**
 * A run's events after a sequence number, first those that were, then those that come. An event holds every point up to its
 * `seq`, so that who subscribes again with the last one it saw misses none and gets none twice. Without a number it begins
 * with the run as it is. When the database was away, it goes on where it was.
 */
export async function runEvents(app: App, runId: string, afterSeq: number | null): Promise<AsyncIterableIterator<RunEventView>> {
  const { prisma, notifications, database } = app;
  // listened to before the first look, so that nothing falls between
  const watch = notifications.watch('run', runId);
  const first = await orClose(watch.close, async () => {
    const run = await prisma.run.findUnique({ where: { id: runId } });
    if (!run) throw notFound('run', runId, 'runId');
    return run;
  });
  async function* events(): AsyncGenerator<RunEventView, void> {
    let sent = afterSeq ?? Number(first.lastSeq);
    let seen = afterSeq === null ? null : stateOf(first);
    do {
      try {
        for (;;) {
          const run = await prisma.run.findUnique({ where: { id: runId } });
          if (!run) return;
          const upTo = Number(run.lastSeq);
          const points = await pointsBetween(database, runId, sent, upTo, POINTS_A_EVENT);
          const whole = points.length < POINTS_A_EVENT;
          const seq = whole ? Math.max(upTo, sent) : (points.at(-1)?.seq ?? upTo);
          const state = stateOf(run);
          if (seq > sent || state !== seen) yield { seq, run, points };
          sent = seq;
          seen = state;
          if (whole) break;
        }
      } catch (error) {
        app.log('run events', error);
        watch.retry();
      }
    } while ((await watch.wait()) !== null);
  }
  return closable(events(), watch.close);
}

/** What a page shows of a run beside its points. */
function stateOf(run: Run | null): string {
  return run === null
    ? ''
    : JSON.stringify([
        run.status,
        run.progress,
        run.cancelRequestedAt,
        run.deletedAt,
        run.name,
        run.notes,
        run.error,
        run.environment,
      ]);
}

/**
 * Any run whose status, progress or place in the queue changed; one run at most twice a second, and its last state for
 * certain.
 */
export function runsChanged(app: App): AsyncIterableIterator<Run> {
  const { prisma, notifications, projectId } = app;
  const watch = notifications.watch('run');
  const told = new Map<string, string>();
  async function* runs(): AsyncGenerator<Run, void> {
    for (const run of await look(undefined)) told.set(run.id, run.state);
    for (let signal = await watch.wait(); signal !== null; signal = await watch.wait()) {
      try {
        for (const { id, state, row } of await look(signal)) {
          const changed = told.get(id) !== state;
          told.set(id, state);
          if (changed) yield row;
        }
      } catch (error) {
        app.log('changed runs', error);
        watch.retry();
      }
      // what comes meanwhile is kept as one signal
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
  /** The runs notified of and all in the queue, whose places move with them; where some may have been missed, also those told of and those running. */
  async function look(signal: Signal | undefined): Promise<{ id: string; state: string; row: Run }[]> {
    const places = await queuePositions(app);
    const ids = [...places.keys(), ...(signal?.all === false ? signal.ids : told.keys())];
    const rows = await prisma.run.findMany({
      where: {
        experiment: { projectId },
        OR: [{ id: { in: ids } }, ...(signal?.all === false ? [] : [{ status: 'RUNNING' as const }])],
      },
      orderBy: { id: 'asc' },
    });
    return rows.map((row) => ({ id: row.id, row, state: JSON.stringify([stateOf(row), places.get(row.id)]) }));
  }
  return closable(runs(), watch.close);
}
