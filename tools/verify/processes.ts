import { readFileSync, readdirSync } from 'node:fs';

/** Children of a process, by what Linux tells. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
      } catch {
        return false;
      }
    });
}

/** Processor time that a process has used, in clock ticks; 0 where it is gone. */
function ticks(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

/** The child that works hardest over a while: of a trainer with a run, the one that computes it. */
export async function busiestChild(parent: number, pause: (milliseconds: number) => Promise<void>): Promise<number> {
  const children = childrenOf(parent);
  const before = new Map(children.map((pid) => [pid, ticks(pid)]));
  await pause(1_000);
  const [busiest] = children.sort(
    (one, other) => ticks(other) - (before.get(other) ?? 0) - (ticks(one) - (before.get(one) ?? 0)),
  );
  if (busiest === undefined) throw new Error(`Process ${parent} has no children.`);
  return busiest;
}
