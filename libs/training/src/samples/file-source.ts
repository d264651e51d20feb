import { imageBatches } from '@sagittal/data';
import type { SampleBatch, SampleSource } from './sample-source.ts';

export interface FileSourceOptions {
  readonly paths: readonly string[];
  readonly height: number;
  readonly width: number;
  readonly signal: AbortSignal;
}

/** Samples that are decoded from their files each time. */
export class FileSource implements SampleSource {
  readonly count: number;
  readonly #options: FileSourceOptions;

  constructor(options: FileSourceOptions) {
    this.#options = options;
    this.count = options.paths.length;
  }

  async *batches(order: Uint32Array, batch: number): AsyncGenerator<SampleBatch, void, undefined> {
    const { paths, height, width, signal } = this.#options;
    const ordered = Array.from(order, (index) => paths[index] ?? '');
    for await (const { data, start, count } of imageBatches({ paths: ordered, height, width, batch, signal })) {
      yield { data, indices: order.subarray(start, start + count), count };
    }
  }
}
