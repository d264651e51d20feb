import type { WeightsPlaces } from '@sagittal/models/node';
import type pg from 'pg';
import type { ComputeEntry } from '../child/compute-process.ts';

/** What every piece of work is given. */
export interface WorkContext {
  readonly pool: pg.Pool;
  readonly trainerId: string;
  readonly home: string;
  readonly weights: WeightsPlaces;
  readonly dataRoots: readonly string[];
  readonly codeVersion: string;
  readonly threads: number | undefined;
  readonly compute: ComputeEntry;
  /** Aborts when the trainer can wait no longer for a database that is away. */
  readonly signal: AbortSignal;
  say(message: string): void;
}
