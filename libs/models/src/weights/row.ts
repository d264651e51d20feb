import type { Parameters } from '../graph/graph.ts';
import type { Preprocessing } from './preprocessing.ts';

interface CommonRow {
  /** As recipes name it. */
  readonly name: string;
  readonly title: string;
  /** Size of its files; null: not known. */
  readonly bytes: number | null;
  /** Where it was published: a page for people. */
  readonly source: string;
  readonly licence: string;
  readonly preprocessing: Preprocessing;
  /** The network must be frozen: its batch norm was folded away, so that there are no statistics that training could go on from. */
  readonly frozenOnly: boolean;
  /**
   * From the tensors of the file to parameters of the architecture's graph; left out: they are named alike.
   * @throws AppError WEIGHTS_MISMATCH where a tensor is missing.
   */
  map?(source: Parameters): Parameters;
}

/** A folder with `model.json` and shards, as TensorFlow.js saves a layers model. Its tensors are named as in the manifest. */
export interface FolderWeightsRow extends CommonRow {
  readonly format: 'tfjs-layers';
  /** The subfolder looked for in each weights folder. */
  readonly folder: string;
}

/**
 * One file. Tensors of `keras-h5` are named `layer/weight`, as Keras names them today, without the `:0` of its HDF5 files;
 * those of `safetensors` as in its header. They come in the order of the file.
 */
export interface FileWeightsRow extends CommonRow {
  readonly format: 'keras-h5' | 'safetensors';
  /** The file looked for in each weights folder. */
  readonly file: string;
  /** Where it is downloaded from; null: it must be brought by hand. */
  readonly url: string | null;
  /** Hashes of the official file, lower-case hexadecimal; null: not known. Keras publishes MD5 for most of its files. */
  readonly sha256: string | null;
  readonly md5: string | null;
}

/** One set of pretrained weights of an architecture: where it comes from, how its tensors map, what pixels it wants. */
export type WeightsRow = FolderWeightsRow | FileWeightsRow;
