import type { Context } from '../context.ts';
import { runDocument, runEventsDocument, runStateDocument } from '../documents/index.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import type { RunQuery, RunStateQuery } from '../gql/operations.ts';
import { megabytes, percent } from '../output/format.ts';
import type { ProgressState } from '../output/progress.ts';
import { createProgress } from '../output/progress.ts';
import type { Client } from '../server/client.ts';
import { subscribeLive } from '../server/live.ts';
import { watchUntilOver } from '../server/watch.ts';

type Run = NonNullable<RunQuery['run']>;
type RunState = NonNullable<RunStateQuery['run']>;

const gone = (id: string): Failure =>
  new Failure(EXIT.failed, { code: 'NOT_FOUND', message: 'The run is not there any more.', item: id });

const PHASES: Record<RunState['progress']['phase'], string> = {
  QUEUED: 'waiting',
  PREPARING: 'preparing',
  WEIGHTS: 'downloading weights',
  FEATURES: 'features',
  TRAINING: 'training',
  FITTING: 'fitting',
  EVALUATING: 'evaluating',
  DONE: 'done',
};

/** One line of progress of a run: its phase, and behind it the epoch and the validation accuracy so far. */
function runProgress(run: RunState): ProgressState {
  const { progress } = run;
  const accuracy = run.metrics.find((metric) => metric.key === 'val_accuracy');
  const details = [
    progress.phase === 'WEIGHTS' ? `${megabytes(progress.done)} of ${megabytes(progress.total)}` : '',
    run.status === 'QUEUED' && run.queuePosition != null ? `place ${String(run.queuePosition)} in the queue` : '',
    progress.epoch == null || progress.epochs == null ? '' : `epoch ${String(progress.epoch)} of ${String(progress.epochs)}`,
    accuracy?.last == null ? '' : `val_accuracy ${percent(accuracy.last)}`,
  ];
  return {
    label: PHASES[progress.phase],
    done: progress.done,
    total: progress.total ?? null,
    detail: details.filter((detail) => detail !== '').join(' · '),
    etaSeconds: progress.etaSeconds ?? null,
  };
}

/**
 * Waits for a run with its progress on standard error.
 *
 * @returns the whole run with its evaluations, however it ended.
 * @throws Failure `interrupted` (the run goes on) or `unreachable`.
 */
export async function waitForRun(context: Context, client: Client, id: string): Promise<Run> {
  const progress = createProgress(context.stderr);
  let lastSeq = 0;
  const seen = (run: RunState): RunState => {
    lastSeq = Math.max(lastSeq, run.lastSeq);
    return run;
  };
  try {
    await watchUntilOver<RunState>(
      {
        async read() {
          const { run } = await client.request(runStateDocument, { id });
          if (!run) throw gone(id);
          return seen(run);
        },
        subscribe: (onState) =>
          subscribeLive(
            client.url,
            runEventsDocument,
            () => ({ id, afterSeq: lastSeq }),
            (event) => onState(seen(event.runEvents.run)),
          ),
        isOver: (run) => run.status !== 'QUEUED' && run.status !== 'RUNNING',
        report: (run) => progress.show(runProgress(run)),
        silent: (isSilent) => progress.remark(isSilent ? 'The server is silent; waiting for it…' : 'The server answers again.'),
      },
      context.signal,
    );
  } catch (error) {
    progress.stop();
    if (context.signal.aborted) context.note(`The run goes on. To stop it: npm run sagittal -- cancel ${id}`);
    throw error;
  }
  progress.stop();
  const { run } = await client.request(runDocument, { id });
  if (!run) throw gone(id);
  return run;
}

/** @throws Failure with the run's own error where it failed or was cancelled. */
export function requireFinished(run: Run): void {
  if (run.status === 'FINISHED') return;
  if (run.status === 'CANCELLED')
    throw new Failure(EXIT.cancelled, { code: 'CANCELLED', message: 'The run was cancelled.', item: run.id });
  throw new Failure(EXIT.failed, { ...(run.error ?? { message: 'The run failed.' }), item: run.id });
}
