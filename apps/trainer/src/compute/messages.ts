import type { ErrorRecord } from '@sagittal/contracts';
import type { ImportResult } from '@sagittal/data';
import type { EngineProbe } from '@sagittal/engines';
import type { TrainEvent, TrainJob } from '@sagittal/training';

/** What a compute child is told. One child does one piece of work, then ends. */
export type ToChild =
  | { readonly type: 'train'; readonly job: TrainJob; readonly threads: number | null }
  | { readonly type: 'import'; readonly root: string; readonly home: string; readonly roots: readonly string[] }
  | { readonly type: 'probe'; readonly threads: number | null }
  | { readonly type: 'cancel' }
  /** The parent has dealt with this many messages of the child so far. */
  | { readonly type: 'taken'; readonly count: number };

/** The engine that was chosen for a training. */
export interface ChosenEngine {
  readonly type: 'engine';
  readonly engine: string;
  readonly engineVersion: string;
  readonly device: string;
  readonly threads: number;
  readonly reason: string;
}

export interface ProbeResult {
  readonly engines: readonly EngineProbe[];
  readonly threads: number;
}

/** What a compute child tells. */
export type FromChild =
  | { readonly type: 'event'; readonly event: TrainEvent | ChosenEngine }
  | { readonly type: 'import-progress'; readonly done: number; readonly total: number }
  | { readonly type: 'imported'; readonly result: ImportResult }
  | { readonly type: 'probed'; readonly result: ProbeResult }
  | { readonly type: 'failed'; readonly error: ErrorRecord }
  | { readonly type: 'finished' };
