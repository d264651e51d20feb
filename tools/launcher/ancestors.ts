import { readFileSync } from 'node:fs';
import { setting } from '../env.ts';

const PERIOD_MS = 1_000;

function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

/** This process's parent, and npm above it where a shell stands between them. */
function ancestors(): string {
  return `${process.ppid} ${process.platform === 'linux' ? (parentOf(process.ppid) ?? '') : ''}`;
}

/**
 * Calls back when npm, which started this process, is gone: killed, it can tell nobody. A launcher that was started without
 * npm may outlive whoever started it.
 */
export function whenAbandoned(callback: () => void): void {
  if (setting('npm_lifecycle_event') === undefined) return;
  const before = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(timer);
    callback();
  }, PERIOD_MS);
  timer.unref();
}
