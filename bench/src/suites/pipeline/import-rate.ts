import { ContentStore, importFolder } from '@sagittal/data';
import { rm } from 'node:fs/promises';

/** One import of the folder into a new store: read, hash, decode to the end, thumbnail, store; in images a second. */
export async function importRate(folder: string, home: string): Promise<{ readonly rate: number; readonly count: number }> {
  const began = performance.now();
  const { items } = await importFolder({ root: folder, store: new ContentStore(home) });
  const seconds = (performance.now() - began) / 1000;
  await rm(home, { recursive: true, force: true });
  return { rate: items.length / seconds, count: items.length };
}
