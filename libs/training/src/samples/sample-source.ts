/** What one step computes on: [count, …shape of a sample], and which samples they are. */
export interface SampleBatch {
  readonly data: Uint8Array | Float32Array;
  /** Index of each sample in its subset. */
  readonly indices: Uint32Array;
  readonly count: number;
}

/** The samples of one subset, given in any order, batch by batch. */
export interface SampleSource {
  readonly count: number;
  /** @param order indices of the samples; the last batch may be smaller */
  batches(order: Uint32Array, batch: number): AsyncIterable<SampleBatch>;
}

/** The samples that are trained on: they may be others each epoch. Every SampleSource is one, whose samples stay as they are. */
export interface TrainingSource {
  readonly count: number;
  /**
   * @param order indices of the samples; the last batch may be smaller
   * @param epoch counted from 1
   */
  batches(order: Uint32Array, batch: number, epoch: number): AsyncIterable<SampleBatch>;
}

/** 0 to count − 1: the order in which a subset is listed. */
export function listedOrder(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => index);
}
