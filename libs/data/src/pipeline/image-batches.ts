import { AppError } from '@sagittal/contracts';
import { decodeImage, type ImageSize } from './decode-image.ts';

export interface BatchRequest {
  /** Files in the order in which they are wanted. */
  readonly paths: readonly string[];
  readonly height: number;
  readonly width: number;
  /** Images a batch; the last one may be smaller. */
  readonly batch: number;
  /** Batches that are made ready ahead of the one that is being used. */
  readonly prefetch?: number;
  /** Pictures handed to the native threads at the same time (they work on as many at once as libuv has threads: 4). */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
}

/**
 * Far more than there are threads: an engine that blocks the event loop while it computes lets no new picture begin, so that only
 * those already handed over are decoded meanwhile.
 */
const IN_FLIGHT = 64;

export interface ImageBatch {
  /** RGB, count × height × width × 3, 0 to 255. Belongs to the receiver. */
  readonly data: Uint8Array;
  /** Index of its first image in `paths`. */
  readonly start: number;
  readonly count: number;
}

/**
 * Decodes pictures batch by batch, in order, ahead of their use, so that decoding overlaps with whatever the receiver does
 * with a batch. Memory is bounded by (prefetch + 1) batches. Stops at the first picture that cannot be decoded (with its path
 * as the item), at an abort (CANCELLED), and when the receiver stops asking.
 */
export async function* imageBatches(request: BatchRequest): AsyncGenerator<ImageBatch, void, undefined> {
  const { paths, height, width, batch, signal } = request;
  const prefetch = Math.max(0, request.prefetch ?? 2);
  const concurrency = Math.max(1, request.concurrency ?? IN_FLIGHT);
  const imageBytes = height * width * 3;
  const stopped = new AbortController();
  const limit = limiter(concurrency);

  const load = async (start: number): Promise<ImageBatch> => {
    const count = Math.min(batch, paths.length - start);
    const data = new Uint8Array(count * imageBytes);
    await Promise.all(
      paths.slice(start, start + count).map((path, index) =>
        limit(async () => {
          if (stopped.signal.aborted || signal?.aborted === true) return;
          await decodeAt(path, { height, width }, data.subarray(index * imageBytes, (index + 1) * imageBytes));
        }),
      ),
    );
    return { data, start, count };
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
    stopped.abort();
    await Promise.allSettled(ahead);
  }
}

async function decodeAt(path: string, size: ImageSize, target: Uint8Array): Promise<void> {
  try {
    await decodeImage(path, size, target);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.item === undefined)
      throw new AppError(
        thrown.code,
        { message: thrown.message, item: path, ...(thrown.hint === undefined ? {} : { hint: thrown.hint }) },
        { cause: thrown },
      );
    throw thrown;
  }
}

/** Runs at most `size` tasks at a time, in the order in which they came. */
function limiter(size: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= size) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      const waiter = waiting.shift();
      if (waiter === undefined) running -= 1;
      else waiter();
    }
  };
}
