import { type Dirent, constants } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { SNIFF_BYTES, extensionOf, sniffFormat } from '../images/formats.ts';
import { isInside } from '../folders/allowed-folder.ts';
import { type ItemProblem, printablePath } from '../problems.ts';
import { isSystemName, nameClaim, nameFault } from './file-names.ts';

/** A file that is, or claims to be, a picture. */
export interface FoundFile {
  /** Names from the root down to the file. */
  readonly segments: readonly string[];
  readonly absolute: string;
  readonly bytes: number;
}

export interface Walk {
  readonly files: readonly FoundFile[];
  readonly problems: readonly ItemProblem[];
  /** Files that are no pictures and do not claim to be, and folders of the system. */
  readonly ignored: number;
  /** How many files of which extension were ignored. */
  readonly ignoredKinds: ReadonlyMap<string, number>;
}

interface Folder {
  readonly absolute: string;
  readonly segments: readonly string[];
}

/**
 * Lists every file below a folder that is or claims to be a picture, in the order of their names by code unit. Real folders
 * come first and links to folders after them; each folder is entered once, so that circles of links end. With `roots`, links
 * may lead only to what lies inside one of them. Pipes, sockets and devices are never opened.
 */
export async function walkFolder(root: string, options: { roots?: readonly string[]; signal?: AbortSignal } = {}): Promise<Walk> {
  const { roots = [], signal } = options;
  const files: FoundFile[] = [];
  const problems: ItemProblem[] = [];
  const ignoredKinds = new Map<string, number>();
  const entered = new Set<string>();
  const links: Folder[] = [];
  let ignored = 0;

  const ignore = (name: string): void => {
    ignored += 1;
    const kind = extensionOf(name);
    if (kind !== '') ignoredKinds.set(kind, (ignoredKinds.get(kind) ?? 0) + 1);
  };
  const problem = (segments: readonly string[], code: ItemProblem['code'], message: string, hint?: string): void => {
    problems.push({ item: printablePath(segments.join('/')), code, message, ...(hint === undefined ? {} : { hint }) });
  };

  async function takeFile(folder: Folder, name: string): Promise<void> {
    const segments = [...folder.segments, name];
    const absolute = path.join(folder.absolute, name);
    const claim = nameClaim(name);
    if (claim === 'other') return ignore(name);
    const fault = nameFault(name);
    if (fault !== null) return problem(segments, 'PATH_NOT_ALLOWED', `The file was left out: ${fault}.`, 'Rename the file.');
    const info = await stat(absolute).catch(() => null);
    if (info !== null && !info.isFile()) return ignore(name);
    if (claim === 'unknown' && (info === null || !(await looksLikeImage(absolute)))) return ignore(name);
    files.push({ segments, absolute, bytes: info?.size ?? 0 });
  }

  async function takeLink(folder: Folder, name: string): Promise<void> {
    const segments = [...folder.segments, name];
    const absolute = path.join(folder.absolute, name);
    const target = await realpath(absolute).catch(() => null);
    const info = target === null ? null : await stat(target).catch(() => null);
    if (target === null || info === null) {
      if (nameClaim(name) === 'image')
        problem(segments, 'FILE_NOT_READABLE', 'The link leads to nothing that can be read.', 'Mend or remove the link.');
      else ignore(name);
    } else if (roots.length > 0 && !(await isInside(target, roots))) {
      problem(
        segments,
        'PATH_NOT_ALLOWED',
        'The link leads out of the folders that this server may read.',
        'Copy the files in place of the link.',
      );
    } else if (info.isDirectory()) links.push({ absolute, segments });
    else await takeFile(folder, name);
  }

  async function enter(folder: Folder): Promise<void> {
    signal?.throwIfAborted();
    const real = await realpath(folder.absolute).catch(() => folder.absolute);
    if (entered.has(real)) {
      problem(
        folder.segments,
        'PATH_NOT_ALLOWED',
        'The link leads to a folder that is already part of this import; it was not followed.',
        'Remove the link.',
      );
      return;
    }
    entered.add(real);
    let entries: Dirent[];
    try {
      entries = await readdir(folder.absolute, { withFileTypes: true });
    } catch (thrown) {
      if (folder.segments.length === 0) throw thrown;
      problem(
        folder.segments,
        'FOLDER_NOT_READABLE',
        'The folder cannot be read.',
        'Give the user who runs Sagittal permission to read it.',
      );
      return;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    for (const entry of entries) {
      const { name } = entry;
      if (isSystemName(name)) ignore('');
      else if (entry.isSymbolicLink()) await takeLink(folder, name);
      else if (entry.isDirectory()) await takeFolder(folder, name);
      else if (entry.isFile()) await takeFile(folder, name);
      else ignore(name);
    }
  }

  async function takeFolder(folder: Folder, name: string): Promise<void> {
    const segments = [...folder.segments, name];
    const fault = nameFault(name);
    if (fault === null) await enter({ absolute: path.join(folder.absolute, name), segments });
    else problem(segments, 'PATH_NOT_ALLOWED', `The folder and all in it was left out: ${fault}.`, 'Rename the folder.');
  }

  await enter({ absolute: root, segments: [] });
  // links met while following links come to the end of the same list
  for (let link = links.shift(); link !== undefined; link = links.shift())
    await takeFolder({ absolute: path.dirname(link.absolute), segments: link.segments.slice(0, -1) }, link.segments.at(-1) ?? '');
  return { files, problems, ignored, ignoredKinds };
}

/** Whether the first bytes of a file are those of a picture. False where it cannot be read. */
async function looksLikeImage(absolute: string): Promise<boolean> {
  try {
    const file = await open(absolute, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const head = new Uint8Array(SNIFF_BYTES);
      await file.read(head, 0, SNIFF_BYTES, 0);
      return sniffFormat(head) !== null;
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}
