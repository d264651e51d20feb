import { median, spread } from './statistics.ts';

/** One measured thing. */
export interface BenchResult {
  readonly suite: string;
  /** What was measured, and on which network or dataset. */
  readonly name: string;
  /** Median over the turns. */
  readonly value: number;
  readonly unit: string;
  /** (largest − smallest) / median over the turns; null for a single turn. */
  readonly spread: number | null;
  /** What it is compared with; null where with nothing. */
  readonly peer: string | null;
  readonly peerValue: number | null;
  /** Median of the pairwise ratios, turned so that more than 1 means that ours is better. */
  readonly ratio: number | null;
  /** The ratio asked for. */
  readonly target: number | null;
}

interface Named {
  readonly suite: string;
  readonly name: string;
  readonly unit: string;
}

const spreadOf = (values: readonly number[]): number | null => (values.length < 2 ? null : spread(values));

/** Of rates (more is better) without a peer. */
export function rateAlone(named: Named, rates: readonly number[]): BenchResult {
  return { ...named, value: median(rates), spread: spreadOf(rates), peer: null, peerValue: null, ratio: null, target: null };
}

/** Of rates (more is better) that were taken in pairs. */
export function rateAgainst(
  named: Named,
  pairs: readonly { readonly ours: number; readonly peer: number }[],
  peer: string,
  target: number | null,
): BenchResult {
  const ours = pairs.map((pair) => pair.ours);
  return {
    ...named,
    value: median(ours),
    spread: spreadOf(ours),
    peer,
    peerValue: median(pairs.map((pair) => pair.peer)),
    ratio: median(pairs.map((pair) => pair.ours / pair.peer)),
    target,
  };
}
