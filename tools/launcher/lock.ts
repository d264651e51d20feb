import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isAlive } from '../postgres/pid-file.ts';

/** Who runs on a home folder. */
export interface Owner {
  readonly pid: number;
  /** When that process began, where the system tells: a number alone may by now be another process's. */
  readonly began: string | null;
  readonly url: string | null;
  readonly databaseUrl: string | null;
}

export interface Lock {
  /** Says where the server answers, for a second start. */
  update(what: { url?: string; databaseUrl?: string }): void;
  release(): void;
}

const lockFile = (home: string): string => path.join(home, 'launcher.json');

/** Field 22 of /proc/PID/stat: clock ticks from boot to the start of the process. */
function beginning(pid: number): string | null {
  if (process.platform !== 'linux') return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the name, field 2, is in brackets and may hold spaces
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** The launcher that runs on this home folder now, or null. */
export function ownerOf(home: string): Owner | null {
  try {
    const owner = JSON.parse(readFileSync(lockFile(home), 'utf8')) as Owner;
    return isAlive(owner.pid) && beginning(owner.pid) === owner.began ? owner : null;
  } catch {
    return null;
  }
}

/** Takes the home folder for this process. @returns who has it already, or the lock */
export function takeHome(home: string): { owner: Owner } | { lock: Lock } {
  mkdirSync(home, { recursive: true });
  const file = lockFile(home);
  let mine: Owner = { pid: process.pid, began: beginning(process.pid), url: null, databaseUrl: null };
  for (let attempt = 0; ; attempt += 1) {
    try {
      closeSync(openSync(file, 'wx', 0o600));
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST') || attempt > 5) throw error;
      const owner = ownerOf(home);
      if (owner !== null) return { owner };
      rmSync(file, { force: true });
    }
  }
  const write = (): void => {
    // whole or not at all: others read it at any time
    const half = `${file}.${process.pid}`;
    writeFileSync(half, JSON.stringify(mine), { mode: 0o600 });
    renameSync(half, file);
  };
  write();
  return {
    lock: {
      update: (what) => {
        mine = { ...mine, ...what };
        write();
      },
      release: () => {
        if (ownerOf(home)?.pid === process.pid) rmSync(file, { force: true });
      },
    },
  };
}
