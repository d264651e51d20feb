import type { EvaluationReport, LogLevel, MetricPoint, RunProgress, Subset, TimelineKind } from '@sagittal/contracts';

/** What a training tells while it goes on, in order. Times are milliseconds since 1970, UTC. */
export type TrainEvent =
  /** At most twice a second, and at each change of phase. */
  | { readonly type: 'progress'; readonly progress: RunProgress }
  | { readonly type: 'points'; readonly points: readonly MetricPoint[] }
  | {
      readonly type: 'timeline';
      readonly kind: TimelineKind;
      readonly at: number;
      readonly message: string;
      readonly epoch?: number;
      readonly step?: number;
    }
  | { readonly type: 'log'; readonly level: LogLevel; readonly at: number; readonly message: string }
  /** SHA-256 of the pretrained weights, and which file that is, in words; null where the run starts from seeded ones. */
  | { readonly type: 'environment'; readonly weightsHash: string | null; readonly weightsStory: string | null }
  /** A checkpoint file stands whole on the disk; one of the same kind replaces the former. */
  | {
      readonly type: 'checkpoint';
      readonly kind: 'BEST' | 'LAST';
      readonly epoch: number;
      readonly step: number;
      /** File name inside the job's directory. */
      readonly file: string;
      readonly bytes: number;
      readonly sha256: string;
    }
  /** A subset was scored with the best weights. `scores`: [images, classes], in the order of `itemIds`. */
  | {
      readonly type: 'predictions';
      readonly subset: Subset;
      readonly itemIds: readonly string[];
      readonly labels: Int32Array;
      readonly scores: Float32Array;
      readonly report: EvaluationReport;
    }
  /** A file of the run stands whole in the job's directory, under this name; one of the same name is replaced. */
  | { readonly type: 'artifact'; readonly name: string; readonly bytes: number; readonly sha256: string }
  | { readonly type: 'done'; readonly bestEpoch: number; readonly epochs: number };

export type PredictionsEvent = Extract<TrainEvent, { type: 'predictions' }>;

export function log(level: LogLevel, message: string): TrainEvent {
  return { type: 'log', level, at: Date.now(), message };
}
