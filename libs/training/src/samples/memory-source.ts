import type { SampleBatch, SampleSource } from './sample-source.ts';

/** Samples that lie in memory one after the other: features, or the pixels of a subset that is small enough. */
export class MemorySource implements SampleSource {
  readonly count: number;
  readonly #data: Uint8Array | Float32Array;
  readonly #size: number;

  /** @param data [count, size] */
  constructor(data: Uint8Array | Float32Array, size: number) {
    this.#data = data;
    this.#size = size;
    this.count = data.length / size;
  }

  async *batches(order: Uint32Array, batch: number): AsyncGenerator<SampleBatch, void, undefined> {
    for (let start = 0; start < order.length; start += batch) {
      const indices = order.subarray(start, start + batch);
      const data =
        this.#data instanceof Uint8Array
          ? new Uint8Array(indices.length * this.#size)
          : new Float32Array(indices.length * this.#size);
      for (const [row, index] of indices.entries())
        data.set(this.#data.subarray(index * this.#size, (index + 1) * this.#size), row * this.#size);
      yield { data, indices, count: indices.length };
    }
  }
}
