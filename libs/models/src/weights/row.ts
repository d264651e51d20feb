import type { Parameters } from '../graph/graph.ts';
import type { Preprocessing } from './preprocessing.ts';

/** One set of pretrained weights of an architecture: where it comes from, how its tensors map, what pixels it wants. */
export interface WeightsRow {
  /** As recipes name it. */
  readonly name: string;
  readonly title: string;
  /** The subfolder looked for in each weights folder. */
  readonly folder: string;
  readonly format: 'tfjs-layers';
  /** Size of its files; null: not known. */
  readonly bytes: number | null;
  /** Where it was published. */
  readonly source: string;
  readonly licence: string;
  readonly preprocessing: Preprocessing;
  /** The network must be frozen: its batch norm was folded away, so that there are no statistics that training could go on from. */
  readonly frozenOnly: boolean;
  /**
   * From the tensors of the file to parameters of the architecture's graph.
   * @throws AppError WEIGHTS_MISMATCH where a tensor is missing.
   */
  map(source: Parameters): Parameters;
}
