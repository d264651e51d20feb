import type { MetricGoal } from '@sagittal/contracts';
import type { MetricSummaryView } from './repository.ts';

export type NonFinite = 'NAN' | 'POSITIVE_INFINITY' | 'NEGATIVE_INFINITY';

/** JSON has no NaN: a value that is not finite travels as null beside its name. */
export function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** The name of a value that is not finite; null for a number, and for a value that is not there. */
export function nonFinite(value: number | null): NonFinite | null {
  if (value === null || Number.isFinite(value)) return null;
  if (Number.isNaN(value)) return 'NAN';
  return value > 0 ? 'POSITIVE_INFINITY' : 'NEGATIVE_INFINITY';
}

/** The best finite value of a series and its step; null where its goal is NONE. */
export function best(summary: MetricSummaryView): { value: number | null; step: number | null } {
  const goals: Record<MetricGoal, { value: number | null; step: number | null }> = {
    MINIMIZE: { value: summary.min, step: summary.minStep },
    MAXIMIZE: { value: summary.max, step: summary.maxStep },
    NONE: { value: null, step: null },
  };
  return goals[summary.goal];
}
