export const RUN_STATUSES = ['QUEUED', 'RUNNING', 'FINISHED', 'FAILED', 'CANCELLED'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export const RUN_PHASES = ['QUEUED', 'PREPARING', 'WEIGHTS', 'FEATURES', 'TRAINING', 'FITTING', 'EVALUATING', 'DONE'] as const;
export type RunPhase = (typeof RUN_PHASES)[number];

export const JOB_STATUSES = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

export const TIMELINE_KINDS = [
  'QUEUED',
  'STARTED',
  'ENGINE_CHOSEN',
  'LEARNING_RATE_CHANGED',
  'BEST',
  'CHECKPOINT',
  'RESUMED',
  'STOPPED_EARLY',
  'CANCELLED',
  'FAILED',
  'FINISHED',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export const LOG_LEVELS = ['INFO', 'WARNING', 'ERROR'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Where a run stands. `done` of `total` are bytes in WEIGHTS, images in FEATURES, steps of the whole training in TRAINING, images in EVALUATING. */
export interface RunProgress {
  readonly phase: RunPhase;
  readonly done: number;
  readonly total: number | null;
  readonly epoch?: number;
  readonly epochs?: number;
  readonly step?: number;
  readonly stepsPerEpoch?: number;
  readonly imagesPerSecond?: number;
  readonly etaSeconds?: number;
}

/** What computed a run: enough to explain a difference between two runs of one recipe. */
export interface RunEnvironment {
  readonly engine: string;
  readonly engineVersion: string;
  readonly device: string;
  readonly threads: number;
  /** Why this engine, in words. */
  readonly reason: string;
  readonly trainer: string;
  readonly weightsHash: string | null;
  /** Which file the weights are, and whether it is the official one, in words. Runs of older versions have none. */
  readonly weightsStory?: string | null;
  readonly codeVersion: string;
}
