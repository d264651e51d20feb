import type { MetricGoal, MetricPoint, StepUnit } from '@sagittal/contracts';

/** The series of a training: what is better, and what a step is. */
const SERIES = {
  loss: ['MINIMIZE', 'EPOCH'],
  accuracy: ['MAXIMIZE', 'EPOCH'],
  val_loss: ['MINIMIZE', 'EPOCH'],
  val_accuracy: ['MAXIMIZE', 'EPOCH'],
  /** At the epoch's first step. */
  learning_rate: ['NONE', 'EPOCH'],
  batch_loss: ['MINIMIZE', 'BATCH'],
} as const satisfies Record<string, readonly [MetricGoal, StepUnit]>;

/** A point of one series. @param step 1-based epoch or batch */
export function point(key: keyof typeof SERIES, step: number, value: number): MetricPoint {
  const [goal, unit] = SERIES[key];
  return { key, goal, unit, step, value, at: Date.now() };
}
