import type { Graph } from '../graph/graph.ts';
import type { Preprocessing } from '../weights/preprocessing.ts';
import type { WeightsRow } from '../weights/row.ts';

/** All that is known of one architecture: travels with every model made of it. */
export interface ArchitectureCard {
  /** As recipes name it. */
  readonly name: string;
  readonly family: string;
  readonly title: string;
  readonly paper: string | null;
  readonly licence: string;
  /** [height, width] it was made for. */
  readonly inputSize: readonly [number, number];
  /** [height, width] below which it cannot be built. */
  readonly minimumSize: readonly [number, number];
  /** Its parameters depend on the input size, so that weights fit `inputSize` alone; at another size it starts from seeded ones. */
  readonly sizeBound?: true;
  /** Without the classifier, moving averages included; at `inputSize`. */
  readonly totalParameters: number;
  /** Used where no weights row says otherwise. */
  readonly preprocessing: Preprocessing;
  /** Layers by public name; `features` is what comes out: the last map, which is pooled, or a vector, which needs no pool. */
  readonly endpoints: Readonly<Record<string, string>>;
  /**
   * The endpoint that class activation maps are drawn from: a map, or tokens [1 + rows · columns, features], the class token first,
   * then the patches row by row.
   */
  readonly explainEndpoint: string;
  readonly weights: readonly WeightsRow[];
  /** The backbone: preprocessed pixels in, `features` out. */
  build(size: { readonly height: number; readonly width: number }): Graph;
}
