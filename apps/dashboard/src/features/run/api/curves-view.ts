import { secondsBetween } from '../../../lib/format/duration.ts';

const WEIGHTS = [0, 0.6, 0.9] as const;
const SPANS = ['all', 'half', 'quarter'] as const;

/** How the curves of a run are drawn: all of it stands in the URL. */
export interface CurvesView {
  readonly by: 'epoch' | 'time';
  readonly log: boolean;
  readonly smooth: (typeof WEIGHTS)[number];
  /** The end of the training alone, or all of it. */
  readonly span: (typeof SPANS)[number];
}

export function curvesView(params: URLSearchParams): CurvesView {
  return {
    by: params.get('by') === 'time' ? 'time' : 'epoch',
    log: params.get('scale') === 'log',
    smooth: WEIGHTS.find((weight) => String(weight) === params.get('smooth')) ?? 0,
    span: SPANS.find((span) => span === params.get('span')) ?? 'all',
  };
}

/** The part of the steps that a span shows; null: all. */
export function spanRange(steps: readonly number[], span: CurvesView['span']): readonly [number, number] | null {
  const [first, last] = [steps[0], steps.at(-1)];
  if (span === 'all' || first === undefined || last === undefined || last === first) return null;
  return [last - (last - first) * (span === 'half' ? 0.5 : 0.25), last];
}

/**
 * When each step was logged, in seconds since the run began; a step without a time stands where the one before it does, so
 * that time never runs backwards.
 */
export function secondsOf(
  steps: readonly number[],
  times: ReadonlyMap<number, string>,
  startedAt: string | null,
): readonly number[] {
  let last = 0;
  return steps.map((step) => {
    const time = times.get(step);
    if (time !== undefined && startedAt !== null) last = Math.max(last, secondsBetween(startedAt, time, 0));
    return last;
  });
}
