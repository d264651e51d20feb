import type { WeightsPlaces } from '@sagittal/models/node';
import type { BenchResult } from './measure/result.ts';

export interface SuiteOptions {
  /** A class-per-folder tree of images; absent: the suite's own choice. */
  readonly data: string | undefined;
  /** Where pretrained weights are looked for; nothing is downloaded. */
  readonly weights: WeightsPlaces;
  /** Measure beside peers: the folder of their programs, '' for the suite's own; absent: ours alone. */
  readonly peers: string | undefined;
  /** The Python that runs the peers; absent: the suite looks for one. */
  readonly python: string | undefined;
  /** Only these networks; empty: all. */
  readonly networks: readonly string[];
  /** Only these passes; empty: all. */
  readonly passes: readonly string[];
  /** How often ours and the peers alternate; absent: the suite's own choice. */
  readonly turns: number | undefined;
  /** Also where the time of each pass goes, by kind of operator. */
  readonly profile: boolean;
  /** The root of the checkout. */
  readonly root: string;
  /** Progress, for people. */
  readonly tell: (text: string) => void;
}

export interface Suite {
  readonly name: string;
  readonly description: string;
  run(options: SuiteOptions): Promise<readonly BenchResult[]>;
}
