import type { Schedule } from './schedule.ts';

export function constant(learningRate: number): Schedule {
  return () => learningRate;
}
