export const METRIC_GOALS = ['MINIMIZE', 'MAXIMIZE', 'NONE'] as const;
export type MetricGoal = (typeof METRIC_GOALS)[number];

export const STEP_UNITS = ['EPOCH', 'BATCH'] as const;
export type StepUnit = (typeof STEP_UNITS)[number];

/** One value of one series. A value that is not finite is kept as it is (NaN, ±Infinity) between processes. */
export interface MetricPoint {
  readonly key: string;
  readonly goal: MetricGoal;
  readonly unit: StepUnit;
  /** 1-based epoch or batch. */
  readonly step: number;
  readonly value: number;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
}

/** A value with its 95 % interval. Null value: not defined (as precision where nothing was predicted). */
export interface Estimate {
  readonly key: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** How the interval was made: `wilson`, `bootstrap (2,000 draws, seed 7)`. */
  readonly method: string;
}

export interface ClassMetrics {
  readonly className: string;
  /** Images of this class. */
  readonly support: number;
  readonly sensitivity: Estimate;
  readonly specificity: Estimate;
  readonly precision: Estimate;
  readonly f1: Estimate;
}

export interface EvaluationReport {
  readonly imageCount: number;
  readonly classes: readonly string[];
  readonly metrics: readonly Estimate[];
  readonly perClass: readonly ClassMetrics[];
  /** Rows: true class; columns: predicted class. */
  readonly confusion: readonly (readonly number[])[];
}
