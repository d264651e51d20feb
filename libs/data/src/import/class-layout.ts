import type { Subset } from '@sagittal/contracts';
import { type ItemProblem, printablePath } from '../problems.ts';
import { subsetOfName } from './subset-names.ts';
import type { FoundFile } from './walk-folder.ts';

export interface ScanEntry {
  /** Relative to the scanned folder, with `/`. */
  readonly path: string;
  readonly absolute: string;
  /** Name of the class folder. */
  readonly label: string;
  /** What the train, validation and test folders say; null where there are none. */
  readonly officialSubset: Subset | null;
  readonly bytes: number;
}

/** Labels become class names, which have at most this many characters. */
const LONGEST_LABEL = 200;

/**
 * Reads class and subset of each file out of its folders. Three layouts are understood, each also inside a single folder that
 * wraps it (as archives do): `<class>/…`, `<subset>/<class>/…`, where a subset is named in one of the usual spellings. Folders
 * below the class folder are kept in the path and mean nothing. A file that stands in no class folder is a problem.
 */
export function readClassLayout(files: readonly FoundFile[]): { entries: ScanEntry[]; problems: ItemProblem[] } {
  const depth = wrapperDepth(files);
  const subsets = hasSubsetFolders(files, depth);
  const entries: ScanEntry[] = [];
  const problems: ItemProblem[] = [];
  for (const file of files) {
    const path = file.segments.join('/');
    const folders = file.segments.slice(depth, -1);
    const officialSubset = subsets ? subsetOfName(folders[0] ?? '') : null;
    const label = (subsets ? folders[1] : folders[0])?.normalize('NFC').trim();
    if (subsets && officialSubset === null) {
      problems.push({
        item: printablePath(path),
        code: 'NO_CLASSES',
        message: 'The image stands beside the train, validation and test folders, not in one of them; it was left out.',
        hint: 'Move it into a class folder of one of them.',
      });
    } else if (label === undefined || label === '') {
      problems.push({
        item: printablePath(path),
        code: 'NO_CLASSES',
        message: 'The image stands in no class folder; it was left out.',
        hint: 'Move it into the folder of its class.',
      });
    } else if (label.length > LONGEST_LABEL) {
      problems.push({
        item: printablePath(path),
        code: 'PATH_NOT_ALLOWED',
        message: `The name of its class folder has more than ${LONGEST_LABEL} characters.`,
        hint: 'Shorten the name of the folder.',
      });
    } else entries.push({ path, absolute: file.absolute, label, officialSubset, bytes: file.bytes });
  }
  return { entries, problems };
}

/** How many folders on top merely wrap the rest: the only folder at its level, with folders and no images right inside it. */
function wrapperDepth(files: readonly FoundFile[]): number {
  let depth = 0;
  for (;;) {
    const first = files[0]?.segments[depth];
    if (first === undefined || subsetOfName(first) !== null) return depth;
    const wraps = files.every((file) => file.segments.length > depth + 2 && file.segments[depth] === first);
    if (!wraps) return depth;
    depth += 1;
  }
}

/** Whether a folder at this level is named as a subset and has class folders in it; a mere class may be called "test". */
function hasSubsetFolders(files: readonly FoundFile[], depth: number): boolean {
  return files.some((file) => file.segments.length > depth + 2 && subsetOfName(file.segments[depth] ?? '') !== null);
}
