import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Every file under a store's home, relative, sorted: to see that nothing was left. */
export async function filesUnder(home: string): Promise<string[]> {
  const entries = await readdir(home, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(home, path.join(entry.parentPath, entry.name)))
    .sort();
}
