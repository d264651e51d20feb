import { rotate } from '../../measure/rotate.ts';
import { machineSeconds } from '../../measure/process-usage.ts';
import type { Contestant, TurnLength } from './contestant.ts';

/** One round: seconds a pass, by contestant. */
export type Round = ReadonlyMap<string, number>;

export interface Match {
  readonly rounds: readonly Round[];
  /** Most memory that each ever had, in bytes; those are left out whose system does not tell. */
  readonly peakBytes: ReadonlyMap<string, number>;
  readonly titles: ReadonlyMap<string, string>;
  /** Share of the processors that programs outside the match took while it ran; null where the system does not tell. */
  readonly foreignShare: number | null;
  /** The largest share of one processor that a waiting contestant took during another's turn. */
  readonly idleShare: number;
}

/**
 * Lets contestants compute in turns. While one computes, the others wait in their own processes, and what they take of the
 * processors meanwhile is watched: threads that spin instead of sleeping would falsify the others' figures.
 */
export async function play(
  contestants: ReadonlyMap<string, Contestant>,
  rounds: number,
  length: TurnLength,
  { threads, tell }: { readonly threads: number; readonly tell: (round: number, given: Round) => void },
): Promise<Match> {
  let idleShare = 0;
  const used = (): Map<string, number> =>
    new Map([...contestants].map(([name, contestant]) => [name, contestant.processorSeconds() ?? 0]));
  const watched = async (name: string, contestant: Contestant): Promise<number> => {
    const before = used();
    const began = performance.now();
    const seconds = await contestant.turn(length);
    const wall = (performance.now() - began) / 1000;
    for (const [other, now] of used())
      if (other !== name) idleShare = Math.max(idleShare, (now - (before.get(other) ?? 0)) / wall);
    return seconds;
  };
  const ownBefore = sum(used());
  const machineBefore = machineSeconds();
  const began = performance.now();
  const taken = await rotate(
    rounds,
    new Map([...contestants].map(([name, contestant]) => [name, () => watched(name, contestant)])),
    tell,
  );
  const machineAfter = machineSeconds();
  const busy = machineBefore === null || machineAfter === null ? null : machineAfter - machineBefore;
  const wall = (performance.now() - began) / 1000;
  const own = sum(used()) - ownBefore;
  return {
    rounds: taken,
    peakBytes: new Map(
      [...contestants].flatMap(([name, contestant]) => {
        const bytes = contestant.peakBytes();
        return bytes === null ? [] : [[name, bytes] as const];
      }),
    ),
    titles: new Map([...contestants].map(([name, { title }]) => [name, title])),
    foreignShare: busy === null ? null : Math.max(0, busy - own) / (wall * threads),
    idleShare,
  };
}

function sum(values: ReadonlyMap<string, number>): number {
  return [...values.values()].reduce((total, value) => total + value, 0);
}
