import { AppError } from '@sagittal/contracts';
import { decodeOnAllCores } from './decode-threads.ts';

export interface BatchRequest {
  /** Files in the order in which they are wanted. */
  readonly paths: readonly string[];
  readonly height: number;
  readonly width: number;
  /** Images a batch; the last one may be smaller. */
  readonly batch: number;
  readonly signal?: AbortSignal;
}

export interface ImageBatch {
  /** RGB, count × height × width × 3, 0 to 255. Valid until the next batch is asked for. */
  readonly data: Uint8Array;
  /** Index of its first image in `paths`. */
  readonly start: number;
  readonly count: number;
}

/** Pictures decoded at a time, about: enough to be worth sharing out over the cores. */
const AT_A_TIME = 128;

/**
 * Decodes pictures in order, some batches at a time on all cores, while the receiver waits. The two take turns, because an
 * engine that computes on the processor wants all cores too: decoding beside it makes it wait for the thread that was pushed
 * aside, which costs more than the turns do. Memory is bounded by some batches. Stops before the batches of a picture that
 * cannot be decoded (with its path as the item), at an abort (CANCELLED), and when the receiver stops asking.
 */
export async function* imageBatches(request: BatchRequest): AsyncGenerator<ImageBatch, void, undefined> {
  const { paths, height, width, batch, signal } = request;
  const imageBytes = height * width * 3;
  const together = batch * Math.max(1, Math.floor(AT_A_TIME / batch));
  const pixels = new SharedArrayBuffer(Math.min(together, paths.length) * imageBytes);
  // an engine takes no shared memory
  const own = new Uint8Array(Math.min(batch, paths.length) * imageBytes);
  for (let from = 0; from < paths.length; from += together) {
    const wanted = paths.slice(from, from + together);
    await decodeOnAllCores(wanted, { height, width }, pixels);
    for (let at = 0; at < wanted.length; at += batch) {
      if (signal?.aborted === true) throw new AppError('CANCELLED', { message: 'Reading the images was cancelled.' });
      const count = Math.min(batch, wanted.length - at);
      const data = own.subarray(0, count * imageBytes);
      data.set(new Uint8Array(pixels, at * imageBytes, data.length));
      yield { data, start: from + at, count };
    }
  }
}
