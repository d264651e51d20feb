import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The root of the checkout that a file lies in: the folder with nx.json. Without one, the folder itself. */
export function checkoutOf(folder: string): string {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(path.join(at, 'nx.json'))) return at;
    if (at === path.dirname(at)) return path.resolve(folder);
  }
}

/**
 * Where the launcher keeps the data folder, and so server.json: the folder that was set, else `.sagittal` in the checkout, or
 * that folder's own under /var/lib, where it goes as root below a closed folder, which the database server could not reach.
 */
export function possibleHomes(setting: string | undefined, checkout: string): readonly string[] {
  if (setting !== undefined) return [path.resolve(checkout, setting)];
  const usual = path.join(checkout, '.sagittal');
  return [usual, path.join('/var/lib/sagittal', createHash('sha256').update(usual).digest('hex').slice(0, 12))];
}
