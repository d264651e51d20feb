import { AppError, type ErrorRecord, importPayloadSchema, type ImportPayload, toErrorRecord } from '@sagittal/contracts';
import { ContentStore, type ImportResult } from '@sagittal/data';
import { type ComputeEnd, ComputeProcess } from '../child/compute-process.ts';
import { removeLeftovers, removeNewDataset } from '../imports/remove-leftovers.ts';
import { storeProblems } from '../imports/store-problems.ts';
import { storeSplit } from '../imports/store-split.ts';
import { storeVersion } from '../imports/store-version.ts';
import { type ClaimedJob, endJob, releaseJob, renewJobLease } from '../lease/job-lease.ts';
import { LeaseLost } from '../lease/lease-lost.ts';
import { notifyJob } from '../lease/sequence.ts';
import { transaction } from '../postgres/transaction.ts';
import { isTransient } from '../postgres/transient.ts';
import type { WorkContext } from './context.ts';
import { keepLease } from './keep-lease.ts';
import type { Work } from './work.ts';

type Interruption = 'cancelled' | 'stopped' | 'disowned';

/** Imports one folder: a child reads, proves and stores the pictures; this side makes the version, in one transaction at the end. */
export function importDataset(job: ClaimedJob, context: WorkContext): Work {
  const running = new Import(job, context);
  return {
    id: job.jobId,
    done: running.run(),
    cancel: () => running.interrupt('cancelled'),
    stop: () => running.interrupt('stopped'),
  };
}

class Import {
  readonly #job: ClaimedJob;
  readonly #context: WorkContext;
  readonly #store: ContentStore;
  readonly #over = new AbortController();
  #child: ComputeProcess | null = null;
  #interruption: Interruption | null = null;
  #result: ImportResult | null = null;
  #ended: ComputeEnd | null = null;

  constructor(job: ClaimedJob, context: WorkContext) {
    this.#job = job;
    this.#context = context;
    this.#store = new ContentStore(context.home);
  }

  interrupt(interruption: Interruption): void {
    this.#interruption ??= interruption;
    if (interruption === 'disowned') this.#child?.kill();
    else this.#child?.cancel();
  }

  async run(): Promise<void> {
    const { pool, say } = this.#context;
    const lease = keepLease(() => renewJobLease(pool, this.#job), {
      signal: this.#over.signal,
      onCancel: () => this.interrupt('cancelled'),
      onLost: () => this.interrupt('disowned'),
    });
    try {
      const parsed = importPayloadSchema.safeParse(this.#job.payload);
      if (!parsed.success)
        await this.#end('FAILED', null, {
          code: 'INVALID_INPUT',
          message: 'The job’s payload is not one that this trainer knows.',
        });
      else if (this.#job.mustEnd !== null)
        await this.#end(this.#job.mustEnd.status, parsed.data, 'error' in this.#job.mustEnd ? this.#job.mustEnd.error : null);
      else await this.#conclude(parsed.data, await this.#compute(parsed.data));
    } catch (error) {
      if (!(error instanceof LeaseLost))
        say(`Job ${this.#job.jobId}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    } finally {
      this.#over.abort();
      await lease;
    }
  }

  async #compute({ path }: ImportPayload): Promise<ComputeEnd> {
    const { compute, home, dataRoots } = this.#context;
    if (this.#interruption !== null) return { type: 'finished' };
    const child = new ComputeProcess(compute, { type: 'import', root: path, home, roots: dataRoots }, async (message) => {
      if (message.type === 'imported') this.#result = message.result;
      else if (message.type === 'import-progress') await this.#tell(message.done, message.total);
    });
    this.#child = child;
    return child.ended;
  }

  async #tell(done: number, total: number): Promise<void> {
    const { pool, signal } = this.#context;
    try {
      await transaction(
        pool,
        async (client) => {
          await renewJobLease(client, this.#job);
          await client.query(`UPDATE "Job" SET done = $2, total = $3 WHERE id = $1`, [this.#job.jobId, done, total]);
          await notifyJob(client, this.#job.jobId);
        },
        signal,
      );
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      this.interrupt('disowned');
    }
  }

  async #conclude(payload: ImportPayload, end: ComputeEnd): Promise<void> {
    const { pool, signal, say } = this.#context;
    this.#ended = end;
    if (this.#interruption === 'disowned') return;
    if (this.#interruption === 'stopped') await transaction(pool, (client) => releaseJob(client, this.#job, 'stopped'), signal);
    else if (this.#interruption === 'cancelled') await this.#end('CANCELLED', payload, null);
    else if (end.type === 'died') {
      say(`Job ${this.#job.jobId}: the process that read the folder died (${end.how}).`);
      await transaction(pool, (client) => releaseJob(client, this.#job, 'lost'), signal);
    } else if (end.type === 'failed') await this.#end('FAILED', payload, end.error);
    else if (this.#result === null)
      await this.#end('FAILED', payload, { code: 'INTERNAL', message: 'The import gave no result.' });
    else await this.#keep(payload, this.#result);
  }

  /**
   * All of it or nothing: version, items, split, certificate, problems and the job's success are one transaction. Whether the
   * job is still ours and wanted is asked at its end, so that the job's row stays free for a cancel and the lease's renewal.
   */
  async #keep(payload: ImportPayload, { items, problems }: ImportResult): Promise<void> {
    const { pool, signal } = this.#context;
    const { jobId } = this.#job;
    try {
      await transaction(
        pool,
        async (client) => {
          if (items.length === 0) throw nothingTaken(payload.path, problems.length);
          const version = await storeVersion(client, { datasetId: payload.datasetId, jobId, items });
          const unsplit = await storeSplit(client, version);
          const { cancelRequested } = await renewJobLease(client, this.#job);
          if (cancelRequested) throw new AppError('CANCELLED', { message: 'The import was cancelled.' });
          await storeProblems(client, jobId, unsplit === null ? problems : [...problems, unsplit]);
          await client.query(`UPDATE "Job" SET done = total WHERE id = $1 AND total IS NOT NULL`, [jobId]);
          await endJob(client, jobId, 'SUCCEEDED', { resultId: version.id });
        },
        signal,
      );
    } catch (error) {
      if (error instanceof LeaseLost) throw error;
      const record = toErrorRecord(error);
      await this.#end(record.code === 'CANCELLED' ? 'CANCELLED' : 'FAILED', payload, record.code === 'CANCELLED' ? null : record);
    }
  }

  /** Nothing half-imported remains: neither rows nor files. The problems found stay, to say why. */
  async #end(status: 'FAILED' | 'CANCELLED', payload: ImportPayload | null, error: ErrorRecord | null): Promise<void> {
    const { pool, signal } = this.#context;
    const { jobId } = this.#job;
    const result = this.#result;
    await renewJobLease(pool, this.#job);
    await this.#removeLeftovers();
    await transaction(
      pool,
      async (client) => {
        await renewJobLease(client, this.#job);
        if (result !== null) await storeProblems(client, jobId, result.problems);
        if (payload !== null) await removeNewDataset(client, payload);
        await endJob(client, jobId, status, { error });
      },
      signal,
    );
  }

  /** A store that cannot be cleared (a disk that went away) is no reason for the job to stay under way for ever. */
  async #removeLeftovers(): Promise<void> {
    const { pool, say } = this.#context;
    const { jobId } = this.#job;
    try {
      const removed = await removeLeftovers(pool, this.#store, { jobId, added: this.#knownLeftovers() });
      if (removed > 0) say(`Job ${jobId}: ${String(removed)} files of the failed import were removed.`);
    } catch (error) {
      if (isTransient(error)) throw error;
      say(`Job ${jobId}: files of the failed import may be left in the store: ${String(error)}`);
    }
  }

  /** Files that the import brought, as far as that is known: an import that ends by itself has taken its own away again. */
  #knownLeftovers(): readonly string[] | null {
    if (this.#job.attempt > 1) return null;
    if (this.#result !== null) return this.#result.added;
    return this.#child === null || this.#ended?.type === 'failed' ? [] : null;
  }
}

function nothingTaken(path: string, problems: number): AppError {
  return new AppError('FOLDER_EMPTY', {
    message: `None of the ${String(problems)} files of the folder could be taken.`,
    item: path,
    hint: 'The job lists the reason for each file.',
  });
}
