import { MAX_ATTEMPTS, toErrorRecord } from '@sagittal/contracts';
import type pg from 'pg';
import { type ComputeEnd, ComputeProcess } from '../child/compute-process.ts';
import { trainerLost } from '../lease/claim-run.ts';
import { endRun } from '../lease/end-run.ts';
import { LeaseLost } from '../lease/lease-lost.ts';
import { releaseRun } from '../lease/release-run.ts';
import { type RunLease, renewRunLease } from '../lease/run-lease.ts';
import { transaction } from '../postgres/transaction.ts';
import { RunWriter } from '../writers/run-writer.ts';
import type { WorkContext } from './context.ts';
import { keepLease } from './keep-lease.ts';
import { loadTrainJob } from './load-train-job.ts';
import type { Work } from './work.ts';

/** Why a training ends before it is finished. The first reason counts. */
type Interruption = 'cancelled' | 'stopped' | 'disowned';

/** Trains one run in a child: the child computes, this side writes, renews the lease and says when it is over. */
export function trainRun(lease: RunLease, context: WorkContext): Work {
  const training = new Training(lease, context);
  return {
    id: lease.runId,
    done: training.run(),
    cancel: () => training.interrupt('cancelled'),
    stop: () => training.interrupt('stopped'),
  };
}

class Training {
  readonly #lease: RunLease;
  readonly #context: WorkContext;
  readonly #writer: RunWriter;
  readonly #over = new AbortController();
  #child: ComputeProcess | null = null;
  #interruption: Interruption | null = null;

  constructor(lease: RunLease, context: WorkContext) {
    this.#lease = lease;
    this.#context = context;
    const { pool, trainerId, codeVersion, signal } = context;
    this.#writer = new RunWriter({
      pool,
      lease,
      trainerId,
      codeVersion,
      signal,
      onFailure: (error) => {
        context.say(`Run ${lease.runId}: ${error instanceof Error ? error.message : String(error)}`);
        if (error instanceof LeaseLost) this.interrupt('disowned');
        else this.#child?.kill();
      },
    });
  }

  interrupt(interruption: Interruption): void {
    this.#interruption ??= interruption;
    if (interruption === 'cancelled') this.#child?.cancel();
    else this.#child?.kill();
  }

  async run(): Promise<void> {
    const { pool } = this.#context;
    const lease = keepLease(() => renewRunLease(pool, this.#lease), {
      signal: this.#over.signal,
      onCancel: () => this.interrupt('cancelled'),
      onLost: () => this.interrupt('disowned'),
    });
    try {
      await this.#conclude(await this.#compute());
    } catch (error) {
      await this.#fail(error);
    } finally {
      this.#over.abort();
      await lease;
    }
  }

  async #compute(): Promise<ComputeEnd> {
    const { pool, home, weights, codeVersion, threads, compute, signal } = this.#context;
    const job = await transaction(
      pool,
      (client) => loadTrainJob(client, this.#lease.runId, { home, weights, codeVersion }),
      signal,
    );
    if (this.#interruption !== null) return { type: 'finished' };
    const child = new ComputeProcess(compute, { type: 'train', job, threads: threads ?? null }, (message) =>
      message.type === 'event' ? this.#writer.add(message.event) : undefined,
    );
    this.#child = child;
    return child.ended;
  }

  async #conclude(end: ComputeEnd): Promise<void> {
    const { runId } = this.#lease;
    switch (this.#interruption) {
      case 'disowned':
        return;
      case 'stopped':
        await this.#writer.finally((client) => releaseRun(client, this.#lease, 'stopped'));
        return;
      case 'cancelled':
        await this.#writer.end({ status: 'CANCELLED', message: 'Cancelled.' });
        return;
      case null:
        break;
    }
    if (end.type === 'finished') await this.#writer.end({ status: 'FINISHED', message: 'Finished.' });
    else if (end.type === 'failed') await this.#writer.end({ status: 'FAILED', error: end.error });
    else {
      this.#context.say(`Run ${runId}: the compute process died (${end.how}).`);
      await this.#writer.finally((client) => this.#afterDeath(client, end));
    }
  }

  /** The run is taken up again from its start, or, if this happened too often, fails. */
  async #afterDeath(client: pg.PoolClient, { how, output }: Extract<ComputeEnd, { type: 'died' }>): Promise<void> {
    const { runId } = this.#lease;
    await client.query(`INSERT INTO "LogLine" ("runId", at, level, message) VALUES ($1, clock_timestamp(), 'ERROR', $2)`, [
      runId,
      `The compute process died (${how}).${output.trim() === '' ? '' : ` Its last words: ${output.trim()}`}`,
    ]);
    await releaseRun(client, this.#lease, 'lost');
    const { rows } = await client.query<{ lost: number }>(
      `SELECT count(*)::int AS lost FROM "RunAttempt" WHERE "runId" = $1 AND "endReason" = 'lost'`,
      [runId],
    );
    const lost = rows[0]?.lost ?? 0;
    if (lost < MAX_ATTEMPTS) return;
    await endRun(client, runId, { status: 'FAILED', error: trainerLost(lost) });
  }

  /** Something on this side went wrong: told as the run's failure, if the run is still ours and the database there. */
  async #fail(error: unknown): Promise<void> {
    const { pool, signal, say } = this.#context;
    if (error instanceof LeaseLost) return;
    say(`Run ${this.#lease.runId}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    this.#child?.kill();
    try {
      await transaction(
        pool,
        async (client) => {
          await renewRunLease(client, this.#lease);
          await endRun(client, this.#lease.runId, { status: 'FAILED', error: toErrorRecord(error) });
        },
        signal,
      );
    } catch (again) {
      say(`Run ${this.#lease.runId}: its failure could not be written: ${String(again)}`);
    }
  }
}
