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
 * Where the launcher may keep the data folder, and so server.json: the folder that was set or `.sagittal` in the checkout; and
 * where it goes instead when it runs as root below a closed folder, which the database server could not reach.
 */
export function possibleHomes(setting: string | undefined, checkout: string): readonly string[] {
  const wanted = setting === undefined ? path.join(checkout, '.sagittal') : path.resolve(checkout, setting);
  return [wanted, path.join('/var/lib/sagittal', createHash('sha256').update(wanted).digest('hex').slice(0, 12))];
}
