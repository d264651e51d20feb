import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { type BenchResult, rateAlone } from '../../measure/result.ts';
import { type Arena, startProfiled } from './contestants.ts';
import { passTitle, SUITE } from './match-results.ts';
import type { ComputeNetwork, Pass } from './networks.ts';

/** The first passes lay out and allocate memory; they are left out. */
const WARM_UP = 2;
const PASSES = 3;
/** Kinds of operator that take less than this share of a pass are summed up. */
const SMALLEST_SHARE = 0.01;

const eventsSchema = z.array(
  z.object({
    cat: z.string(),
    name: z.string(),
    /** Microseconds. */
    ts: z.number(),
    dur: z.number(),
    args: z.object({ op_name: z.string().optional() }),
  }),
);

/**
 * Milliseconds a pass by kind of operator, from ONNX Runtime's own account of a session.
 * @param skip passes at the beginning that do not count
 */
export function millisecondsByKind(text: string, skip: number): ReadonlyMap<string, number> {
  const events = eventsSchema.parse(JSON.parse(text));
  const runs = events.filter(({ name }) => name === 'model_run').sort((one, other) => one.ts - other.ts);
  const counted = runs.slice(skip);
  const from = counted[0]?.ts;
  if (from === undefined)
    throw new RangeError(`The profile holds ${String(runs.length)} passes, ${String(skip)} of which do not count.`);
  const sums = new Map<string, number>();
  const add = (kind: string, microseconds: number): void => {
    sums.set(kind, (sums.get(kind) ?? 0) + microseconds / 1000 / counted.length);
  };
  let operators = 0;
  for (const { cat, name, ts, dur, args } of events) {
    if (cat !== 'Node' || !name.endsWith('_kernel_time') || ts < from) continue;
    add(args.op_name ?? 'unknown', dur);
    operators += dur;
  }
  add('between operators', counted.reduce((sum, { dur }) => sum + dur, 0) - operators);
  return sums;
}

/** Where the time of one network's pass goes, as results in milliseconds, the largest part first. */
export async function profileResults(arena: Arena, network: ComputeNetwork, pass: Pass): Promise<BenchResult[]> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'sagittal-profile-'));
  try {
    const contestant = await startProfiled(arena, network, pass, path.join(scratch, 'session'));
    try {
      await contestant.turn({ warmUp: WARM_UP, atLeast: PASSES, seconds: 0 });
    } finally {
      // the account is written when the session ends
      await contestant.stop();
    }
    const [file] = await readdir(scratch);
    const sums = millisecondsByKind(await readFile(path.join(scratch, file ?? ''), 'utf8'), WARM_UP);
    const total = [...sums.values()].reduce((sum, value) => sum + value, 0);
    const large = [...sums].filter(([, value]) => value >= SMALLEST_SHARE * total).sort((one, other) => other[1] - one[1]);
    const rest = total - large.reduce((sum, [, value]) => sum + value, 0);
    return [...large, ['all others', rest] as const].map(([kind, value]) =>
      rateAlone({ suite: SUITE, name: `${passTitle(network, pass)}, profile: ${kind}`, unit: 'ms' }, [value]),
    );
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
