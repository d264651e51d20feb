import path from 'node:path';
import { AppError } from '@sagittal/contracts';
import { requireFolder } from '../folders/require-folder.ts';
import { type ItemProblem, printablePath } from '../problems.ts';
import { type ScanEntry, readClassLayout } from './class-layout.ts';
import { type Walk, walkFolder } from './walk-folder.ts';

export interface FolderScan {
  /** In the order of their paths by code unit. */
  readonly entries: readonly ScanEntry[];
  /** Files that are no pictures and do not claim to be, hidden files, and what operating systems leave behind. */
  readonly ignored: number;
  /** Files that cannot be taken, one by one. Whether a picture can be decoded is found out by the import. */
  readonly problems: readonly ItemProblem[];
}

export interface ScanOptions {
  readonly signal?: AbortSignal | undefined;
  /** Links may lead only into these; empty or absent: anywhere. */
  readonly roots?: readonly string[] | undefined;
}

/**
 * Finds the pictures below a folder and reads class and subset out of the folders' names (see readClassLayout).
 * Throws FOLDER_NOT_FOUND, FOLDER_NOT_READABLE, FOLDER_EMPTY (no picture at all) and NO_CLASSES (none in a class folder).
 */
export async function scanFolder(root: string, options: ScanOptions = {}): Promise<FolderScan> {
  const absolute = path.resolve(root);
  await requireFolder(absolute);
  const walk = await walkFolder(absolute, {
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.roots === undefined ? {} : { roots: options.roots }),
  });
  if (walk.files.length === 0) throw folderEmpty(absolute, walk);
  const layout = readClassLayout(walk.files);
  if (layout.entries.length === 0) {
    throw new AppError('NO_CLASSES', {
      message: 'No image stands in a class folder.',
      item: printablePath(absolute),
      hint: 'Put the images of each class into a folder named after it, as in glioma/001.png; train, validation and test folders may stand above them.',
    });
  }
  const entries = layout.entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { entries, ignored: walk.ignored, problems: [...walk.problems, ...layout.problems] };
}

function folderEmpty(folder: string, walk: Walk): AppError {
  const kinds = [...walk.ignoredKinds].sort((a, b) => b[1] - a[1]).slice(0, 5);
  const seen =
    kinds.length === 0 ? '' : ` It holds ${kinds.map(([kind, count]) => `${count} .${printablePath(kind)}`).join(', ')}.`;
  const first = walk.problems[0];
  const refused =
    first === undefined ? '' : ` ${walk.problems.length} could not be taken, the first: ${first.item}: ${first.message}`;
  return new AppError('FOLDER_EMPTY', {
    message: `There is no image in the folder.${seen}${refused}`,
    item: printablePath(folder),
    hint: 'Images are JPEG, PNG, WebP, BMP and TIFF files, in a folder for each class.',
  });
}
