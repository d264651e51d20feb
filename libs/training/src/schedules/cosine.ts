import type { Schedule } from './schedule.ts';

/**
 * Half a cosine from the learning rate at the first step to `final` × it at the last (Loshchilov and Hutter 2017, SGDR,
 * without restarts).
 *
 * @param final share of the learning rate that is left at the end, 0 to 1
 */
export function cosine(learningRate: number, final: number): Schedule {
  return (step, steps) => {
    const done = steps > 1 ? Math.min(1, step / (steps - 1)) : 0;
    return learningRate * (final + (1 - final) * 0.5 * (1 + Math.cos(Math.PI * done)));
  };
}
