import { AppError, type AugmentationRecipe } from '@sagittal/contracts';
import type { Stage } from '../augment/stage.ts';
import type { PictureSource } from './augment-pictures.ts';
import type { ImageSize } from './decode-image.ts';
import { augmentOnAllCores } from './decode-threads.ts';

export interface AugmentedBatchRequest extends ImageSize {
  /** The pictures in the order in which they are wanted. */
  readonly source: PictureSource;
  /** What was drawn for the picture at this place of the order. */
  readonly stagesOf: (place: number) => readonly Stage[];
  readonly augmentation: Pick<AugmentationRecipe, 'fill' | 'interpolation'>;
  /** Images a batch; the last one may be smaller. */
  readonly batch: number;
  /** Threads the work is shared out to; one a core where it is left out. Changes nothing of the result. */
  readonly cores?: number;
  readonly signal?: AbortSignal;
}

export interface AugmentedBatch {
  /** RGB, count × height × width × 3, 0 to 255, with fractions. Valid until the next batch is asked for. */
  readonly data: Float32Array;
  /** Place of its first image in the order. */
  readonly start: number;
  readonly count: number;
}

/** Pictures changed at a time, about: as numbers they take as much memory as four times so many bytes decoded by imageBatches. */
const AT_A_TIME = 32;

/**
 * Decodes pictures where they are files, and changes each as it was drawn for it, on all cores; the receiver and the threads take
 * turns, as with imageBatches. Stops before the batches of a picture that cannot be decoded (with its path as the item), at an
 * abort (CANCELLED), and when the receiver stops asking.
 */
export async function* augmentedBatches(request: AugmentedBatchRequest): AsyncGenerator<AugmentedBatch, void, undefined> {
  const { source, stagesOf, augmentation, height, width, batch, cores, signal } = request;
  const length = height * width * 3;
  const total = 'paths' in source ? source.paths.length : source.indices.length;
  const together = batch * Math.max(1, Math.floor(AT_A_TIME / batch));
  const numbers = new SharedArrayBuffer(Math.min(together, total) * length * Float32Array.BYTES_PER_ELEMENT);
  // an engine takes no shared memory
  const own = new Float32Array(Math.min(batch, total) * length);
  for (let from = 0; from < total; from += together) {
    const wanted = Math.min(together, total - from);
    const stages = Array.from({ length: wanted }, (_, index) => stagesOf(from + index));
    await augmentOnAllCores(
      'paths' in source
        ? { paths: source.paths.slice(from, from + wanted) }
        : { pixels: source.pixels, indices: source.indices.slice(from, from + wanted) },
      { height, width },
      { stages, fill: augmentation.fill, interpolation: augmentation.interpolation },
      numbers,
      cores,
    );
    for (let at = 0; at < wanted; at += batch) {
      if (signal?.aborted === true) throw new AppError('CANCELLED', { message: 'Reading the images was cancelled.' });
      const count = Math.min(batch, wanted - at);
      const data = own.subarray(0, count * length);
      data.set(new Float32Array(numbers, at * length * Float32Array.BYTES_PER_ELEMENT, data.length));
      yield { data, start: from + at, count };
    }
  }
}
