import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { hasImageExtension } from '../images/formats.ts';
import { isSystemName, nameFault } from '../import/file-names.ts';
import { allowedFolder, isInside } from './allowed-folder.ts';
import { requireFolder } from './require-folder.ts';

export interface ListedFolder {
  /** Absolute. */
  readonly path: string;
  readonly name: string;
  /** Files right inside it that are named as pictures; null where it cannot be read. */
  readonly images: number | null;
  /** Folders right inside it; 0 where it cannot be read. */
  readonly folders: number;
  readonly readable: boolean;
}

/** Folders looked into at the same time. */
const AT_ONCE = 16;

/**
 * The folders right inside `folder`, sorted by name, without hidden and system ones; links that lead out of the roots are not
 * shown. Without a folder: the roots themselves, or, where there are none (a person's own machine), the home folder and `/`.
 * Throws FOLDER_NOT_ALLOWED, FOLDER_NOT_FOUND and FOLDER_NOT_READABLE.
 */
export async function listFolders(folder: string | null, roots: readonly string[]): Promise<ListedFolder[]> {
  if (folder === null) {
    const starts = roots.length > 0 ? roots : [...new Set([homedir(), path.parse(homedir()).root])];
    return Promise.all(starts.map((start) => describe(path.resolve(start))));
  }
  const absolute = await allowedFolder(folder, roots);
  await requireFolder(absolute);
  const entries = await readdir(absolute, { withFileTypes: true });
  const paths: string[] = [];
  for (const entry of entries) {
    if (isSystemName(entry.name) || nameFault(entry.name) !== null) continue;
    const child = path.join(absolute, entry.name);
    if (entry.isDirectory() || (entry.isSymbolicLink() && (await isAllowedFolderLink(child, roots)))) paths.push(child);
  }
  paths.sort((a, b) => path.basename(a).localeCompare(path.basename(b), 'en', { numeric: true }) || (a < b ? -1 : 1));
  const listed: ListedFolder[] = [];
  for (let from = 0; from < paths.length; from += AT_ONCE)
    listed.push(...(await Promise.all(paths.slice(from, from + AT_ONCE).map(describe))));
  return listed;
}

async function isAllowedFolderLink(link: string, roots: readonly string[]): Promise<boolean> {
  const target = await realpath(link).catch(() => null);
  if (target === null || (roots.length > 0 && !(await isInside(target, roots)))) return false;
  return (await stat(target).catch(() => null))?.isDirectory() === true;
}

async function describe(folder: string): Promise<ListedFolder> {
  const name = path.basename(folder) || folder;
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch {
    return { path: folder, name, images: null, folders: 0, readable: false };
  }
  let images = 0;
  let folders = 0;
  for (const entry of entries) {
    if (isSystemName(entry.name)) continue;
    if (entry.isDirectory()) folders += 1;
    else if (hasImageExtension(entry.name)) images += 1;
  }
  return { path: folder, name, images, folders, readable: true };
}
