import type { RunPhase } from '../gql/graphql.ts';
import { count } from './format/number.ts';

export interface Progress {
  readonly phase: RunPhase;
  readonly done: number;
  readonly total: number | null;
  readonly epoch: number | null;
  readonly epochs: number | null;
  readonly step: number | null;
  readonly stepsPerEpoch: number | null;
  readonly imagesPerSecond: number | null;
  readonly etaSeconds: number | null;
}

const PHASE_WORDS: Record<RunPhase, string> = {
  QUEUED: 'waiting',
  PREPARING: 'preparing',
  WEIGHTS: 'downloading the weights',
  FEATURES: 'computing features',
  TRAINING: 'training',
  FITTING: 'fitting',
  EVALUATING: 'evaluating',
  DONE: 'done',
};

/** In a few words where a run stands: `epoch 11 of 25`, `computing features, 1,024 of 7,019 images`,
 * `downloading the weights, 12.3 of 94.8 MB`. */
export function progressWords(progress: Progress): string {
  const { phase, epoch, epochs, done, total } = progress;
  if (phase === 'TRAINING' && epoch !== null && epochs !== null) return `epoch ${epoch} of ${epochs}`;
  if ((phase === 'FEATURES' || phase === 'EVALUATING') && total !== null && total > 0)
    return `${PHASE_WORDS[phase]}, ${count(done)} of ${count(total)} images`;
  if (phase === 'WEIGHTS' && total !== null && total > 0)
    return `${PHASE_WORDS[phase]}, ${(done / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB`;
  return PHASE_WORDS[phase];
}

/** The share done of the present phase, 0 to 1. */
export function progressShare({ phase, done, total }: Pick<Progress, 'phase' | 'done' | 'total'>): number {
  if (phase === 'DONE') return 1;
  return total === null || total <= 0 ? 0 : Math.min(1, Math.max(0, done / total));
}
