import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { corrupt } from '../corrupt.ts';
import type { WeightsPlaces } from '../how-to-bring.ts';
import type { FolderWeightsRow, WeightsRow } from '../row.ts';
import { parseTfjsManifest } from '../tfjs-layers.ts';

export const MANIFEST = 'model.json';

/** Longer than the model.json of any network, and short enough to be read at once. */
const LONGEST_MANIFEST = 64 * 2 ** 20;

export interface FoundWeights {
  /** The file, or the folder of the model. */
  readonly path: string;
  /** Size of its files. */
  readonly bytes: number;
}

function sizeOfFile(file: string): number | null {
  const entry = statSync(file, { throwIfNoEntry: false });
  return entry?.isFile() === true ? entry.size : null;
}

/** The manifest of a folder, whose size was looked at first. @throws AppError WEIGHTS_CORRUPT */
export function readManifest(folder: string): Buffer {
  const manifest = path.join(folder, MANIFEST);
  const size = sizeOfFile(manifest);
  if (size === null || size > LONGEST_MANIFEST) throw corrupt(manifest, `${manifest} is no file of a plausible size.`);
  try {
    return readFileSync(manifest);
  } catch (error) {
    throw corrupt(manifest, `The weights file ${MANIFEST} cannot be read.`, { cause: error });
  }
}

function findFolder(row: FolderWeightsRow, parent: string): FoundWeights | null {
  const folder = path.join(parent, row.folder);
  const manifest = path.join(folder, MANIFEST);
  if (sizeOfFile(manifest) === null) return null;
  const json = readManifest(folder);
  const shards = parseTfjsManifest(json.toString('utf8'), manifest).flatMap((group) => group.paths);
  const bytes = shards.reduce((sum, shard) => sum + (sizeOfFile(path.join(folder, shard)) ?? 0), json.byteLength);
  return { path: folder, bytes };
}

/**
 * Looks for a weights row in the folders and then among the downloads. Null where none has it.
 * @throws AppError WEIGHTS_CORRUPT, WEIGHTS_MISMATCH where a folder has a model.json that cannot be read
 */
export function findWeights(row: WeightsRow, { folders, downloads }: WeightsPlaces): FoundWeights | null {
  for (const folder of downloads === null ? folders : [...folders, downloads]) {
    if (row.format === 'tfjs-layers') {
      const found = findFolder(row, folder);
      if (found !== null) return found;
      continue;
    }
    const file = path.join(folder, row.file);
    const bytes = sizeOfFile(file);
    if (bytes !== null) return { path: file, bytes };
  }
  return null;
}
