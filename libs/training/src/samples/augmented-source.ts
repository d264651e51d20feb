import type { AugmentationRecipe } from '@sagittal/contracts';
import { augmentedBatches, drawAugmentation } from '@sagittal/data';
import { augmentationDraws } from '@sagittal/models';
import type { SampleBatch, TrainingSource } from './sample-source.ts';

export interface AugmentedSourceOptions {
  /** Files, or all their pixels (RGB bytes, [count, height, width, 3]) in shared memory. */
  readonly pictures: { readonly paths: readonly string[] } | { readonly pixels: SharedArrayBuffer };
  /** The pictures' hashes, by which their changes are drawn. */
  readonly hashes: readonly string[];
  readonly augmentation: AugmentationRecipe;
  readonly seed: number;
  readonly height: number;
  readonly width: number;
  readonly signal: AbortSignal;
}

/**
 * Pictures that are changed at random each epoch. What becomes of one follows from seed, epoch and its bytes alone; order, batch and
 * threads change nothing. An epoch has to be named, so that nothing but training can be given such pictures.
 */
export class AugmentedSource implements TrainingSource {
  readonly count: number;
  readonly #options: AugmentedSourceOptions;

  constructor(options: AugmentedSourceOptions) {
    this.#options = options;
    this.count = options.hashes.length;
  }

  async *batches(order: Uint32Array, batch: number, epoch: number): AsyncGenerator<SampleBatch, void, undefined> {
    const { pictures, hashes, augmentation, seed, height, width, signal } = this.#options;
    const source =
      'paths' in pictures
        ? { paths: Array.from(order, (index) => pictures.paths[index] ?? '') }
        : { pixels: pictures.pixels, indices: [...order] };
    const stagesOf = (place: number) => {
      const sha256 = hashes[order[place] ?? -1] ?? '';
      return drawAugmentation(augmentation, { height, width }, augmentationDraws({ seed, epoch, sha256 }));
    };
    for await (const { data, start, count } of augmentedBatches({
      source,
      stagesOf,
      augmentation,
      height,
      width,
      batch,
      signal,
    })) {
      yield { data, indices: order.subarray(start, start + count), count };
    }
  }
}
