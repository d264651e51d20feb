import { z } from 'zod';

/**
 * Queue tasks of graphile-worker. A task only wakes a trainer: who may do the work is decided by a lease in the database,
 * so `max_attempts` is 1 and retries are ours.
 */
export const QUEUE_TASKS = { trainRun: 'train-run', runJob: 'run-job' } as const;

export const trainRunTaskSchema = z.strictObject({ runId: z.string() });
export const runJobTaskSchema = z.strictObject({ jobId: z.string() });

/** Channels of PostgreSQL's NOTIFY. The payload is the id alone; whoever listens reads the row. */
export const CHANNELS = {
  run: 'sagittal_run',
  job: 'sagittal_job',
  cancelRun: 'sagittal_cancel_run',
  cancelJob: 'sagittal_cancel_job',
} as const;

/** What an import job is asked to do; stored in job.payload. */
export const importPayloadSchema = z.strictObject({
  kind: z.literal('import-dataset'),
  datasetId: z.string(),
  /** Absolute path of the folder. */
  path: z.string(),
  /** The dataset was made for this import: it goes again if the import fails. */
  newDataset: z.boolean(),
});
export type ImportPayload = z.output<typeof importPayloadSchema>;

export const jobPayloadSchema = z.discriminatedUnion('kind', [importPayloadSchema]);
export type JobPayload = z.output<typeof jobPayloadSchema>;

/** Lease: renewed every 5 s, lost after 15 s without renewal, so that a dead trainer's run is taken up within 30 s. */
export const LEASE_RENEW_MS = 5_000;
export const LEASE_TTL_MS = 15_000;
/** A run that lost its trainer this often is marked failed (TRAINER_LOST). */
export const MAX_ATTEMPTS = 3;
