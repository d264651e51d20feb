import { multiplyAdds } from '@sagittal/models';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { BenchResult } from '../measure/result.ts';
import type { Suite, SuiteOptions } from '../suite.ts';
import { computePlan, PRODUCT_OPERATIONS } from './compute/child/work.ts';
import { type Arena, NUMPY_OPERATIONS, startFramework, startNumpy, startOurs, startProduct } from './compute/contestants.ts';
import type { Contestant, TurnLength } from './compute/contestant.ts';
import { matchResults, type Operations, passTitle } from './compute/match-results.ts';
import { play } from './compute/match.ts';
import { BATCH, type ComputeNetwork, computeNetworks, type Pass, PASSES } from './compute/networks.ts';
import { profileResults } from './compute/profile.ts';
import { findPeerPython, howToMakePeers } from './compute/python.ts';

const ROUNDS = 5;
const TURN: TurnLength = { warmUp: 1, atLeast: 2, seconds: 4 };
/** A waiting process that takes more of a processor than this does not sleep. */
const IDLE_LIMIT = 0.02;
const PROGRAMS = 'bench/peers';

/** What the engine makes of the study's networks, beside the frameworks that one would use instead. */
export const computeSuite: Suite = {
  name: 'compute',
  description: 'images a second of a forward pass and of a full training step, beside Keras and PyTorch with --peers',
  async run(options) {
    const { root, tell } = options;
    const arena: Arena = { root, threads: os.availableParallelism(), ...(await findPeers(options)) };
    const results: BenchResult[] = [];
    for (const network of chosen(options.networks, computeNetworks, ({ name }) => name, 'network')) {
      for (const pass of chosen(options.passes, PASSES, (name) => name, 'pass')) {
        tell(`${passTitle(network, pass)} …`);
        results.push(...(await measure(arena, network, pass, options)));
        if (options.profile) results.push(...(await profileResults(arena, network, pass)));
      }
    }
    return results;
  },
};

async function findPeers({ peers, python, root, tell }: SuiteOptions): Promise<Pick<Arena, 'programs' | 'python'>> {
  const own = path.join(root, PROGRAMS);
  const programs = peers === undefined || peers === '' ? own : peers;
  if (peers === undefined) return { programs, python: null };
  const found = await findPeerPython(python, root);
  if (found === null) tell(howToMakePeers(PROGRAMS));
  if (existsSync(path.join(programs, 'keras_peer.py'))) return { programs, python: found };
  tell(`${programs} holds no program that takes turns; those of ${PROGRAMS} are used.`);
  return { programs: own, python: found };
}

/** Those of the known ones that were named, all where none was. @throws RangeError for a name that is not known. */
function chosen<T>(names: readonly string[], known: readonly T[], nameOf: (one: T) => string, what: string): readonly T[] {
  for (const name of names)
    if (!known.some((one) => nameOf(one) === name))
      throw new RangeError(`There is no ${what} ${name}. Known: ${known.map(nameOf).join(', ')}.`);
  return names.length === 0 ? known : known.filter((one) => names.includes(nameOf(one)));
}

/** Starts everyone who takes part, in one process each. */
async function startAll(arena: Arena, network: ComputeNetwork, pass: Pass, contestants: Map<string, Contestant>): Promise<void> {
  contestants.set('ours', await startOurs(arena, network, pass));
  for (const peer of ['keras', 'torch'] as const)
    if (arena.python?.peers.has(peer) === true) contestants.set(peer, await startFramework(arena, peer, network, pass));
  if (pass === 'forward' && network.large) {
    contestants.set('product', await startProduct(arena));
    if (arena.python?.peers.has('numpy') === true) contestants.set('numpy', await startNumpy(arena));
  }
}

async function measure(arena: Arena, network: ComputeNetwork, pass: Pass, { turns, tell }: SuiteOptions): Promise<BenchResult[]> {
  const contestants = new Map<string, Contestant>();
  try {
    await startAll(arena, network, pass, contestants);
    const match = await play(contestants, turns ?? ROUNDS, TURN, {
      threads: arena.threads,
      tell: (round, given) => {
        const times = [...given].map(([name, seconds]) => `${name} ${(seconds * 1000).toFixed(1)} ms`);
        tell(`  ${round === 0 ? 'warm-up' : `round ${String(round)}`}: ${times.join(', ')}`);
      },
    });
    if (match.idleShare > IDLE_LIMIT)
      tell(`  A waiting process took ${(100 * match.idleShare).toFixed(1)} % of a processor: the figures are disturbed.`);
    const operations: Operations =
      pass === 'forward' && network.large
        ? new Map([
            ['ours', 2 * BATCH * multiplyAdds(computePlan(network.name).whole)],
            ['product', PRODUCT_OPERATIONS],
            ['numpy', NUMPY_OPERATIONS],
          ])
        : new Map();
    return matchResults(network, pass, match, operations);
  } finally {
    for (const contestant of contestants.values()) await contestant.stop();
  }
}
