import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@sagittal/contracts';
import type { Graph, Parameters, Tensor } from '../../graph/graph.ts';
import { corrupt } from '../corrupt.ts';
import { fitParameters } from '../fit-parameters.ts';
import { entryOf, howToBring, type WeightsPlaces } from '../how-to-bring.ts';
import { readKerasH5 } from '../keras-h5.ts';
import { recognize } from '../recognize.ts';
import type { FileWeightsRow, WeightsRow } from '../row.ts';
import { megabytes, sizeWords } from '../size-words.ts';
import { readSafetensors } from '../safetensors.ts';
import { expectBytes, parseTfjsManifest, readTfjsGroup } from '../tfjs-layers.ts';
import { findWeights, MANIFEST, readManifest } from './find-weights.ts';

/** What one buffer of Node holds, and more than any network here. */
const LARGEST_FILE = 2 ** 31 - 1;

/**
 * `official`: the hash is the published one; `by-hand`: it is another, and names and shapes were checked;
 * `unverified`: the publisher gives no hash, and names and shapes were checked.
 */
export type WeightsOrigin = 'official' | 'by-hand' | 'unverified';

/** The same in words. */
export const ORIGIN_WORDS: Readonly<Record<WeightsOrigin, string>> = {
  official: 'the official file, by its published hash',
  'by-hand': 'brought by hand: its hash is not the published one; names and shapes fit',
  unverified: 'no hash is published for it; names and shapes fit',
};

export interface LoadedWeights {
  /** Every parameter of the graph. */
  readonly parameters: Parameters;
  /** SHA-256 of the file; of a folder: over model.json and the shards, in their order. */
  readonly hash: string;
  readonly origin: WeightsOrigin;
  /** The file or folder that was read. */
  readonly path: string;
}

/**
 * Loads the pretrained parameters of an architecture's graph (`card.build(size)`), all of them.
 * @throws AppError WEIGHTS_MISSING (says which, from where, how large, how to bring them), WEIGHTS_CORRUPT (a file cut off or
 * unreadable), WEIGHTS_MISMATCH (another shape or name than the architecture's; says so where it is another network's).
 */
export async function loadWeights(row: WeightsRow, graph: Graph, places: WeightsPlaces): Promise<LoadedWeights> {
  const found = findWeights(row, places);
  if (found === null) throw missingWeights(row, places);
  const { source, hash, origin } =
    row.format === 'tfjs-layers' ? await readFolder(found.path) : await readWeightsFile(row, found.path);
  try {
    return { parameters: fitParameters(row, graph, source), hash, origin, path: found.path };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'WEIGHTS_MISMATCH') throw error;
    const other = recognize(source);
    const guess =
      other === null
        ? ''
        : other.name === graph.name
          ? `It holds ${other.title} and more: take the file without the classifier. `
          : `It looks like the weights of ${other.title}. `;
    throw new AppError(
      'WEIGHTS_MISMATCH',
      {
        message: `${found.path}: ${error.message}`,
        ...(error.item === undefined ? {} : { item: error.item }),
        hint: `${guess}${howToBring(row, places)}`,
      },
      { cause: error },
    );
  }
}

export function missingWeights(row: WeightsRow, places: WeightsPlaces, why = '', options?: ErrorOptions): AppError {
  return new AppError(
    'WEIGHTS_MISSING',
    {
      message: `The weights ${row.name} (${sizeWords(row)}) are not on this machine${why}.`,
      field: 'backbone.weights',
      item: entryOf(row),
      hint: howToBring(row, places),
    },
    options,
  );
}

interface ReadWeights {
  readonly source: Parameters;
  readonly hash: string;
  readonly origin: WeightsOrigin;
}

async function read(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE) throw corrupt(file, `${file} is larger (${megabytes(size)}) than any weights that are read.`);
    return await readFile(file);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw corrupt(file, `The weights file ${path.basename(file)} cannot be read.`, { cause: error });
  }
}

async function readWeightsFile(row: FileWeightsRow, file: string): Promise<ReadWeights> {
  const bytes = await read(file);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const official = row.sha256 ?? row.md5;
  const here = row.sha256 === null ? createHash('md5').update(bytes).digest('hex') : hash;
  const source = row.format === 'keras-h5' ? readKerasH5(bytes, file) : readSafetensors(bytes, file);
  return { source, hash, origin: official === null ? 'unverified' : official === here ? 'official' : 'by-hand' };
}

async function readFolder(folder: string): Promise<ReadWeights> {
  const json = readManifest(folder);
  const hash = createHash('sha256').update(json);
  const source = new Map<string, Tensor>();
  for (const group of parseTfjsManifest(json.toString('utf8'), path.join(folder, MANIFEST))) {
    const files = group.paths.map((shard) => path.join(folder, shard));
    // before anything is read: a shard may be listed, and be, of any size
    const sizes = await Promise.all(
      files.map((file) =>
        stat(file).then(
          ({ size }) => size,
          () => null,
        ),
      ),
    );
    if (!sizes.includes(null))
      expectBytes(
        group,
        sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
      );
    const shards = await Promise.all(files.map(read));
    for (const shard of shards) hash.update(shard);
    for (const [name, tensor] of readTfjsGroup(group, Buffer.concat(shards))) source.set(name, tensor);
  }
  return { source, hash: hash.digest('hex'), origin: 'unverified' };
}
