import { readdir, readFile } from 'node:fs/promises';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The compute process that a trainer's process has now. @throws Error where there is none */
export async function computePid(parent: number): Promise<number> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).reverse()) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // after the name in brackets: state, parent
    if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) !== parent) continue;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('compute/main.ts')) return Number(pid);
  }
  throw new Error('There is no compute process.');
}
