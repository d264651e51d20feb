import type { TimelineKind } from '../../../gql/graphql.ts';

interface Event {
  readonly kind: TimelineKind;
  readonly epoch: number | null;
  readonly at: string;
}

/** Something that happened, where the curves show it. */
export interface Mark {
  readonly epoch: number;
  readonly at: string;
  readonly tone: 'good' | 'warn';
  readonly label: string;
}

const LABELS: Partial<Record<TimelineKind, string>> = {
  LEARNING_RATE_CHANGED: 'rate changed',
  RESUMED: 'resumed',
  STOPPED_EARLY: 'stopped early',
};

/** More changes of the rate than this are a schedule, which its own curve shows. */
const MOST_RATE_CHANGES = 8;

/** What of a run's events stands as a dotted line over its curves: the best epoch so far, and what its callbacks and trainers did. */
export function chartEvents(timeline: readonly Event[]): readonly Mark[] {
  const rateChanges = timeline.filter(({ kind }) => kind === 'LEARNING_RATE_CHANGED').length;
  const marks = timeline.flatMap(({ kind, epoch, at }): Mark[] => {
    const label = LABELS[kind];
    if (label === undefined || epoch === null) return [];
    if (kind === 'LEARNING_RATE_CHANGED' && rateChanges > MOST_RATE_CHANGES) return [];
    return [{ epoch, at, tone: 'warn', label: `${label}, epoch ${epoch}` }];
  });
  const best = timeline.findLast(({ kind, epoch }) => kind === 'BEST' && epoch !== null);
  return best?.epoch
    ? [...marks, { epoch: best.epoch, at: best.at, tone: 'good', label: `best so far, epoch ${best.epoch}` }]
    : marks;
}
