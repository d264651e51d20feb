import type { LogLevel, MetricPoint, RunProgress, TimelineKind } from '@sagittal/contracts';
import type { TrainEvent } from '@sagittal/training';
import type { ChosenEngine } from '../compute/messages.ts';

type EventOf<T extends TrainEvent['type']> = Extract<TrainEvent, { type: T }>;

export interface TimelineEntry {
  readonly kind: TimelineKind;
  readonly at: number;
  readonly message: string;
  readonly epoch?: number;
  readonly step?: number;
}

export interface LogEntry {
  readonly level: LogLevel;
  readonly at: number;
  readonly message: string;
}

/** What came from a training since the last write. */
export class RunBatch {
  readonly points: MetricPoint[] = [];
  readonly timeline: TimelineEntry[] = [];
  readonly log: LogEntry[] = [];
  /** Only the newest of each kind counts. */
  readonly checkpoints = new Map<'BEST' | 'LAST', EventOf<'checkpoint'>>();
  readonly predictions: EventOf<'predictions'>[] = [];
  readonly artifacts: EventOf<'artifact'>[] = [];
  progress: RunProgress | null = null;
  engine: ChosenEngine | null = null;
  weights: EventOf<'environment'> | null = null;

  add(event: TrainEvent | ChosenEngine): void {
    switch (event.type) {
      case 'points':
        this.points.push(...event.points);
        break;
      case 'timeline':
        this.timeline.push(event);
        break;
      case 'log':
        this.log.push(event);
        break;
      case 'progress':
        this.progress = event.progress;
        break;
      case 'environment':
        this.weights = event;
        break;
      case 'engine':
        this.engine = event;
        this.timeline.push({
          kind: 'ENGINE_CHOSEN',
          at: Date.now(),
          message: `${event.engine} ${event.engineVersion} on ${event.device}: ${event.reason}.`,
        });
        break;
      case 'checkpoint':
        this.checkpoints.set(event.kind, event);
        this.timeline.push({
          kind: 'CHECKPOINT',
          at: Date.now(),
          epoch: event.epoch,
          step: event.step,
          message: `${event.file} written (${(event.bytes / 1e6).toFixed(1)} MB).`,
        });
        break;
      case 'predictions':
        this.predictions.push(event);
        break;
      case 'artifact':
        this.artifacts.push(event);
        break;
      case 'done':
        break;
    }
  }

  /** Rows that take a sequence number. */
  get sequenced(): number {
    return (
      this.points.length +
      this.timeline.length +
      this.log.length +
      this.checkpoints.size +
      this.predictions.length +
      this.artifacts.length +
      (this.engine ? 1 : 0)
    );
  }

  get empty(): boolean {
    return this.sequenced === 0 && this.progress === null && this.weights === null;
  }
}
