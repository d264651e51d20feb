import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { environment } from '../env.ts';
import type { Account } from './account.ts';
import { EXE } from './binaries.ts';

/** The database user that everything connects as. */
export const DATABASE_USER = 'sagittal';

/** Without the user's locale and PG… variables, which would reach into the server. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return environment({
    LC_ALL: 'C',
    LANG: 'C',
    TZ: 'UTC',
    PGDATA: undefined,
    PGPORT: undefined,
    PGHOST: undefined,
    PGUSER: undefined,
  });
}

/** The password of this cluster, made once, readable by its owner alone. */
export function clusterPassword(folder: string): string {
  const file = path.join(folder, 'password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(18).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/**
 * Makes the cluster `data` inside the folder where there is none; one that was left half made is made anew.
 *
 * @returns the cluster's folder
 * @throws Error with initdb's own words
 */
export function ensureCluster(folder: string, programs: string, account: Account): string {
  const data = path.join(folder, 'data');
  // PostgreSQL writes this marker file early; ours comes when initdb has ended well
  const done = path.join(folder, 'initialised');
  if (existsSync(done) && existsSync(path.join(data, 'PG_VERSION'))) return data;
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { mode: 0o700 });
  const passwordFile = path.join(folder, 'password.init');
  writeFileSync(passwordFile, `${clusterPassword(folder)}\n`, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined)
    for (const at of [data, passwordFile]) chownSync(at, account.uid, account.gid);
  const made = spawnSync(
    path.join(programs, `initdb${EXE}`),
    [
      '-D',
      data,
      '-U',
      DATABASE_USER,
      '-A',
      'scram-sha-256',
      '--pwfile',
      passwordFile,
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
      '--no-instructions',
    ],
    { ...account, cwd: folder, env: serverEnvironment(), encoding: 'utf8' },
  );
  rmSync(passwordFile, { force: true });
  if (made.status !== 0)
    throw new Error(`PostgreSQL could not make its data folder ${data}: ${made.error?.message ?? made.stderr.trim()}`);
  writeFileSync(done, '');
  return data;
}
