import { type BenchResult, rateAgainst, rateAlone } from '../../measure/result.ts';
import { median } from '../../measure/statistics.ts';
import type { Match, Round } from './match.ts';
import { BATCH, type ComputeNetwork, type Pass } from './networks.ts';
import { BOUND_TARGET, MEMORY_TARGET, rateTarget } from './targets.ts';

export const SUITE = 'compute';
const MEBIBYTE = 2 ** 20;
const FRAMEWORKS = ['keras', 'torch'] as const;

/** What is computed in one pass, in floating-point operations, by contestant; empty where no bound is measured. */
export type Operations = ReadonlyMap<string, number>;

export function passTitle(network: ComputeNetwork, pass: Pass): string {
  return `${network.title} ${pass === 'step' ? 'full step' : 'forward'}`;
}

const secondsOf = (round: Round, name: string): number => round.get(name) ?? NaN;

/** The contestant of these that takes the least time, by the median over the rounds. */
function fastest<T extends string>(rounds: readonly Round[], names: readonly T[]): T | undefined {
  const time = (name: T): number => median(rounds.map((round) => secondsOf(round, name)));
  return [...names].sort((one, other) => time(one) - time(other))[0];
}

/** A match of one network's pass as results: against each peer, against the bound, memory, and how quiet the machine was. */
export function matchResults(network: ComputeNetwork, pass: Pass, match: Match, operations: Operations): BenchResult[] {
  const name = passTitle(network, pass);
  const { rounds, titles, peakBytes } = match;
  const peers = FRAMEWORKS.filter((peer) => titles.has(peer));
  const faster = fastest(rounds, peers);
  const rate = (round: Round, who: string): number => BATCH / secondsOf(round, who);
  const rates = { suite: SUITE, name, unit: 'images/s' };
  const results: BenchResult[] = peers.map((peer) =>
    rateAgainst(
      rates,
      rounds.map((round) => ({ ours: rate(round, 'ours'), peer: rate(round, peer) })),
      titles.get(peer) ?? peer,
      rateTarget(network, pass, { name: peer, isFaster: peer === faster }),
    ),
  );
  if (peers.length === 0)
    results.push(
      rateAlone(
        rates,
        rounds.map((round) => rate(round, 'ours')),
      ),
    );
  const bound = boundResult(name, rounds, titles, operations);
  if (bound !== null) results.push(bound);
  const ours = peakBytes.get('ours');
  const theirs = faster === undefined ? undefined : peakBytes.get(faster);
  if (ours !== undefined) {
    const memory = {
      suite: SUITE,
      name: `${name}, peak memory of the process`,
      value: ours / MEBIBYTE,
      unit: 'MiB',
      spread: null,
    };
    results.push(
      faster === undefined || theirs === undefined
        ? { ...memory, peer: null, peerValue: null, ratio: null, target: null }
        : {
            ...memory,
            peer: titles.get(faster) ?? faster,
            peerValue: theirs / MEBIBYTE,
            ratio: theirs / ours,
            target: MEMORY_TARGET,
          },
    );
  }
  if (match.foreignShare !== null)
    results.push({
      ...{ suite: SUITE, name: `${name}, processors taken by other programs meanwhile`, value: 100 * match.foreignShare },
      ...{ unit: '%', spread: null, peer: null, peerValue: null, ratio: null, target: null },
    });
  return results;
}

/** Each round against the better of the matrix products of that round. */
function boundResult(
  name: string,
  rounds: readonly Round[],
  titles: ReadonlyMap<string, string>,
  operations: Operations,
): BenchResult | null {
  const work = operations.get('ours');
  const bounds = [...operations.keys()].filter((who) => who !== 'ours' && titles.has(who));
  if (work === undefined || bounds.length === 0) return null;
  const billions = (round: Round, who: string): number => (operations.get(who) ?? NaN) / secondsOf(round, who) / 1e9;
  const best = [...bounds].sort(
    (one, other) => median(rounds.map((round) => billions(round, other))) - median(rounds.map((round) => billions(round, one))),
  )[0];
  return rateAgainst(
    { suite: SUITE, name: `${name}, against the matrix-multiply bound`, unit: 'GFLOP/s' },
    rounds.map((round) => ({
      ours: billions(round, 'ours'),
      peer: Math.max(...bounds.map((who) => billions(round, who))),
    })),
    `matrix product of ${titles.get(best ?? '') ?? ''}`,
    BOUND_TARGET,
  );
}
