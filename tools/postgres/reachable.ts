import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { isRoot } from './account.ts';

/** May any user pass through every folder above (and including) this one? Folders not yet made count as open. */
export function isTraversable(folder: string): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/**
 * Where data that the database server must reach can live: the folder asked for, or, as root below a closed folder (a
 * home of mode 0700), one under /var/lib that is the folder's own.
 */
export function reachableFolder(wanted: string): string {
  const absolute = path.resolve(wanted);
  if (!isRoot() || isTraversable(absolute)) return absolute;
  return path.join('/var/lib/sagittal', createHash('sha256').update(absolute).digest('hex').slice(0, 12));
}
