import type { BenchResult } from './measure/result.ts';

export interface SuiteOptions {
  /** A class-per-folder tree of images; absent: the suite's own choice. */
  readonly data: string | undefined;
  /** Folders with pretrained weights. */
  readonly weightsFolders: readonly string[];
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
