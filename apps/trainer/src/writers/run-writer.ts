import type { RunEnvironment } from '@sagittal/contracts';
import type { TrainEvent } from '@sagittal/training';
import type pg from 'pg';
import type { ChosenEngine } from '../compute/messages.ts';
import { endRun, type RunEnd } from '../lease/end-run.ts';
import { type RunLease, renewRunLease } from '../lease/run-lease.ts';
import { nextSequence, notifyRun } from '../lease/sequence.ts';
import { pause } from '../postgres/pause.ts';
import { transaction } from '../postgres/transaction.ts';
import { writeArtifact } from './artifact.ts';
import { writeCheckpoint } from './checkpoint.ts';
import { writeEvaluation } from './evaluation.ts';
import { writeLog } from './log.ts';
import { writePoints } from './points.ts';
import { RunBatch } from './run-batch.ts';
import { writeTimeline } from './timeline.ts';

/** Writes come at least this far apart. */
const EVERY_MS = 500;
/** Points that may wait to be written; beyond it the child is made to wait. */
const WAITING_POINTS = 5_000;

export interface RunWriterOptions {
  readonly pool: pg.Pool;
  readonly lease: RunLease;
  readonly trainerId: string;
  readonly codeVersion: string;
  /** Called once when the run turned out to belong to somebody else, or a write failed for good. */
  readonly onFailure: (error: unknown) => void;
  /** Ends the tries to reach a database that is away. */
  readonly signal: AbortSignal;
}

/**
 * Writes what a training tells, batch by batch, each in a transaction that proves that the attempt still owns the run. While
 * the database is away, batches wait, and at some point the training does too.
 */
export class RunWriter {
  readonly #options: RunWriterOptions;
  #batch = new RunBatch();
  #writing: Promise<void> | null = null;
  #failed: unknown = null;
  /** Aborts once the end is to be written: no more waiting between writes. */
  readonly #ending = new AbortController();

  constructor(options: RunWriterOptions) {
    this.#options = options;
  }

  /** Takes an event. The promise is open while too much waits. */
  async add(event: TrainEvent | ChosenEngine): Promise<void> {
    if (this.#failed !== null) throw this.#failed;
    this.#batch.add(event);
    this.#writing ??= this.#writeSoon();
    while (this.#batch.points.length > WAITING_POINTS && this.#writing !== null) await this.#writing;
  }

  /** Writes what is left, then the run's end, in one transaction. @throws LeaseLost */
  async end(end: RunEnd): Promise<void> {
    await this.#settled();
    const batch = this.#take();
    await this.#transaction(async (client) => {
      await this.#write(client, batch);
      await endRun(client, this.#options.lease.runId, end);
    });
  }

  /** Writes what is left, then does `work` in the same transaction. @throws LeaseLost */
  async finally(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
    await this.#settled();
    const batch = this.#take();
    await this.#transaction(async (client) => {
      await this.#write(client, batch);
      await work(client);
    });
  }

  async #settled(): Promise<void> {
    this.#ending.abort();
    if (this.#writing !== null) await this.#writing;
    if (this.#failed !== null) throw this.#failed;
  }

  #take(): RunBatch {
    const batch = this.#batch;
    this.#batch = new RunBatch();
    return batch;
  }

  async #writeSoon(): Promise<void> {
    try {
      while (!this.#batch.empty) {
        const batch = this.#take();
        await this.#transaction((client) => this.#write(client, batch));
        await pause(EVERY_MS, this.#ending.signal);
      }
    } catch (error) {
      this.#failed = error;
      this.#options.onFailure(error);
    } finally {
      this.#writing = null;
    }
  }

  async #transaction(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
    const { pool, lease, signal } = this.#options;
    await transaction(
      pool,
      async (client) => {
        await renewRunLease(client, lease);
        await work(client);
      },
      signal,
    );
  }

  async #write(client: pg.PoolClient, batch: RunBatch): Promise<void> {
    if (batch.empty) return;
    const { runId, attempt } = this.#options.lease;
    const last = await nextSequence(client, runId, batch.sequenced);
    await writePoints(client, runId, batch.points, last - BigInt(batch.sequenced) + 1n);
    await writeTimeline(client, runId, batch.timeline);
    await writeLog(client, runId, batch.log);
    if (batch.progress !== null)
      await client.query(`UPDATE "Run" SET progress = $2 WHERE id = $1`, [runId, JSON.stringify(batch.progress)]);
    if (batch.engine !== null) {
      await this.#mergeEnvironment(client, batch.engine);
      await client.query(`UPDATE "RunAttempt" SET engine = $3, device = $4 WHERE "runId" = $1 AND attempt = $2`, [
        runId,
        attempt,
        batch.engine.engine,
        batch.engine.device,
      ]);
    }
    if (batch.weights !== null) {
      const { weightsHash, weightsStory } = batch.weights;
      await client.query(`UPDATE "Run" SET environment = environment || $2::jsonb WHERE id = $1 AND environment IS NOT NULL`, [
        runId,
        JSON.stringify({ weightsHash, weightsStory }),
      ]);
    }
    for (const checkpoint of batch.checkpoints.values()) await writeCheckpoint(client, runId, checkpoint, last);
    for (const artifact of batch.artifacts) await writeArtifact(client, runId, artifact);
    for (const predictions of batch.predictions) await writeEvaluation(client, runId, predictions);
    await notifyRun(client, runId);
  }

  async #mergeEnvironment(
    client: pg.PoolClient,
    { engine, engineVersion, device, threads, reason }: ChosenEngine,
  ): Promise<void> {
    const { lease, trainerId, codeVersion } = this.#options;
    const environment: RunEnvironment = {
      engine,
      engineVersion,
      device,
      threads,
      reason,
      trainer: trainerId,
      weightsHash: null,
      weightsStory: null,
      codeVersion,
    };
    await client.query(`UPDATE "Run" SET environment = $2 WHERE id = $1`, [lease.runId, JSON.stringify(environment)]);
  }
}
