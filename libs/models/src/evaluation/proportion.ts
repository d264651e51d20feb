import type { Estimate } from '@sagittal/contracts';
import { wilson } from './wilson.ts';

/** A proportion with Wilson's 95 % interval; not defined (null) where there was no trial. */
export function proportion(key: string, successes: number, n: number): Estimate {
  const interval = wilson(successes, n);
  return {
    key,
    value: interval === null ? null : successes / n,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    method: 'wilson',
  };
}
