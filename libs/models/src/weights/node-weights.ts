import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '@sagittal/contracts';
import type { Graph, Parameters } from '../graph/graph.ts';
import { checkParameters } from './check-parameters.ts';
import type { WeightsRow } from './row.ts';
import { placeOf } from './place-of.ts';
import { parseTfjsManifest, readTfjsGroup } from './tfjs-layers.ts';

export interface FoundWeights {
  /** The folder of the model. */
  readonly path: string;
  /** Size of its files. */
  readonly bytes: number;
}

export interface LoadedWeights {
  /** The parameters of the graph that the weights hold. */
  readonly parameters: Parameters;
  /** SHA-256 over model.json and the shards, in their order. */
  readonly hash: string;
}

export interface WeightsAvailability {
  readonly name: string;
  readonly available: boolean;
  readonly path: string | null;
  /** Size on disk, or as the row says where the files are not here. */
  readonly bytes: number | null;
  /** How to bring what is missing; null where nothing is. */
  readonly hint: string | null;
}

const MANIFEST = 'model.json';

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

function megabytes(bytes: number | null): string {
  return bytes === null ? 'unknown size' : `${(bytes / 1e6).toFixed(1)} MB`;
}

function howToBring(row: WeightsRow, folders: readonly string[]): string {
  const where = folders.length === 0 ? 'a folder of your choice, and name that folder in SAGITTAL_WEIGHTS' : folders.join(' or ');
  return `Get them from ${row.source} (${megabytes(row.bytes)}, ${row.licence}) and put ${placeOf(row)} into ${where}.`;
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new AppError(
      'WEIGHTS_CORRUPT',
      {
        message: `The weights file ${path.basename(file)} cannot be read.`,
        item: file,
        hint: 'Bring the whole folder again and check that it may be read.',
      },
      { cause: error },
    );
  }
}

/** Looks for a weights row in the folders, first to last. Null where no folder has it. */
export function findWeights(row: WeightsRow, folders: readonly string[]): FoundWeights | null {
  for (const folder of folders) {
    if (row.format !== 'tfjs-layers') {
      const file = path.join(folder, row.file);
      const entry = statSync(file, { throwIfNoEntry: false });
      if (entry?.isFile() === true) return { path: file, bytes: entry.size };
      continue;
    }
    const found = path.join(folder, row.folder);
    const manifest = path.join(found, MANIFEST);
    if (!isFile(manifest)) continue;
    const shards = parseTfjsManifest(read(manifest).toString('utf8'), manifest).flatMap((group) => group.paths);
    const sizes = [MANIFEST, ...shards].map((file) => statSync(path.join(found, file), { throwIfNoEntry: false })?.size ?? 0);
    return { path: found, bytes: sizes.reduce((sum, size) => sum + size, 0) };
  }
  return null;
}

/**
 * Loads the pretrained parameters of a graph. Parameters of the graph that the row does not cover (a new head) are left out.
 * @throws AppError WEIGHTS_MISSING (says which, from where, how large, how to bring them), WEIGHTS_CORRUPT (a file cut off or
 * unreadable), WEIGHTS_MISMATCH (another shape or name than the architecture's).
 */
export function loadWeights(row: WeightsRow, graph: Graph, folders: readonly string[]): LoadedWeights {
  const found = findWeights(row, folders);
  if (found === null) {
    throw new AppError('WEIGHTS_MISSING', {
      message: `The weights ${row.name} (${megabytes(row.bytes)}) are not on this machine.`,
      field: 'backbone.weights',
      item: row.format === 'tfjs-layers' ? row.folder : row.file,
      hint: howToBring(row, folders),
    });
  }
  if (row.format !== 'tfjs-layers')
    throw new AppError('NOT_SUPPORTED_YET', { message: `Files of ${row.format} are not read yet.`, item: found.path });
  const { source, hash } = readFolder(found.path);
  const mapped = row.map?.(source) ?? source;
  const parameters = checkParameters(graph, mapped, { partial: true });
  const unused = [...mapped.keys()].find((name) => !parameters.has(name));
  if (unused !== undefined) {
    throw new AppError('WEIGHTS_MISMATCH', {
      message: `The weights ${row.name} hold ${unused}, which ${graph.name} has not.`,
      item: unused,
    });
  }
  return { parameters, hash };
}

function readFolder(folder: string): { source: Parameters; hash: string } {
  const manifest = path.join(folder, MANIFEST);
  const json = read(manifest);
  const hash = createHash('sha256').update(json);
  const source = new Map(
    parseTfjsManifest(json.toString('utf8'), manifest).flatMap((group) => {
      const shards = group.paths.map((shard) => read(path.join(folder, shard)));
      for (const shard of shards) hash.update(shard);
      return [...readTfjsGroup(group, Buffer.concat(shards))];
    }),
  );
  return { source, hash: hash.digest('hex') };
}

/** Whether a row can be used here and, where not, what to do. A damaged folder counts as not available and says why. */
export function weightsAvailability(row: WeightsRow, folders: readonly string[]): WeightsAvailability {
  try {
    const found = findWeights(row, folders);
    if (found !== null) return { name: row.name, available: true, path: found.path, bytes: found.bytes, hint: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return {
      name: row.name,
      available: false,
      path: null,
      bytes: row.bytes,
      hint: `${error.message} ${error.hint ?? ''}`.trim(),
    };
  }
  return { name: row.name, available: false, path: null, bytes: row.bytes, hint: howToBring(row, folders) };
}
