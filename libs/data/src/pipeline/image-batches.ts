import { AppError } from '@sagittal/contracts';
import { decodeElsewhere } from './decode-threads.ts';

export interface BatchRequest {
  /** Files in the order in which they are wanted. */
  readonly paths: readonly string[];
  readonly height: number;
  readonly width: number;
  /** Images a batch; the last one may be smaller. */
  readonly batch: number;
  /** Batches that are made ready ahead of the one that is being used. */
  readonly prefetch?: number;
  readonly signal?: AbortSignal;
}

export interface ImageBatch {
  /** RGB, count × height × width × 3, 0 to 255. Belongs to the receiver. */
  readonly data: Uint8Array;
  /** Index of its first image in `paths`. */
  readonly start: number;
  readonly count: number;
}

/**
 * Decodes pictures batch by batch, in order, ahead of their use and in other threads, so that decoding overlaps with whatever
 * the receiver does with a batch. Memory is bounded by (prefetch + 1) batches. Stops at the first picture that cannot be
 * decoded (with its path as the item), at an abort (CANCELLED), and when the receiver stops asking.
 */
export async function* imageBatches(request: BatchRequest): AsyncGenerator<ImageBatch, void, undefined> {
  const { paths, height, width, batch, signal } = request;
  const prefetch = Math.max(0, request.prefetch ?? 2);

  const load = async (start: number): Promise<ImageBatch> => {
    const wanted = paths.slice(start, start + batch);
    return { data: await decodeElsewhere({ paths: wanted, height, width }), start, count: wanted.length };
  };

  const ahead: Promise<ImageBatch>[] = [];
  let next = 0;
  try {
    while (next < paths.length || ahead.length > 0) {
      while (next < paths.length && ahead.length <= prefetch) {
        const loading = load(next);
        // a failure is thrown when its batch is reached; until then it must not count as unhandled
        loading.catch(() => undefined);
        ahead.push(loading);
        next += batch;
      }
      const ready = await ahead.shift();
      if (signal?.aborted === true) throw new AppError('CANCELLED', { message: 'Reading the images was cancelled.' });
      if (ready !== undefined) yield ready;
    }
  } finally {
    await Promise.allSettled(ahead);
  }
}
