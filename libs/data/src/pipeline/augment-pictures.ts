import { applyAugmentation } from '../augment/apply-augmentation.ts';
import type { Augmentation } from '../augment/augmentation.ts';
import type { ImageSize } from './decode-image.ts';
import { decodePictures } from './decode-pictures.ts';

/** Pictures to be changed: files, or pixels (RGB bytes) that lie in shared memory, of which some are wanted in this order. */
export type PictureSource =
  { readonly paths: readonly string[] } | { readonly pixels: SharedArrayBuffer; readonly indices: readonly number[] };

/** Files decoded before they are changed: their bytes are kept for so long only. */
const DECODED_TOGETHER = 16;

/**
 * Does to each picture what was drawn for it.
 *
 * @param target RGB, count × height × width × 3 numbers from 0 to 255, with fractions
 * @throws AppError as decodePictures
 */
export async function augmentPictures(
  source: PictureSource,
  size: ImageSize,
  augmentation: Augmentation,
  target: Float32Array,
): Promise<void> {
  const length = size.height * size.width * 3;
  const change = (data: Uint8Array, index: number): void => {
    const { data: changed } = applyAugmentation({ data, ...size }, augmentation.stages[index] ?? [], augmentation);
    target.set(changed, index * length);
  };
  if ('pixels' in source) {
    const { pixels, indices } = source;
    for (const [index, at] of indices.entries()) change(new Uint8Array(pixels, at * length, length), index);
    return;
  }
  const { paths } = source;
  const decoded = new Uint8Array(Math.min(DECODED_TOGETHER, paths.length) * length);
  for (let from = 0; from < paths.length; from += DECODED_TOGETHER) {
    const some = paths.slice(from, from + DECODED_TOGETHER);
    await decodePictures(some, size, decoded.subarray(0, some.length * length));
    for (let index = 0; index < some.length; index += 1)
      change(decoded.subarray(index * length, (index + 1) * length), from + index);
  }
}
