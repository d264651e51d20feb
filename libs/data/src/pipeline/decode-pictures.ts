import { AppError } from '@sagittal/contracts';
import { PlainJpegDecoder } from '../images/plain-jpeg.ts';
import { decodeImage, type ImageSize } from './decode-image.ts';

/** Pictures that are worked on at the same time: enough to keep libvips's threads busy, few enough open files. */
const LANES = 16;

let plain: Promise<PlainJpegDecoder> | undefined;

/**
 * Decodes pictures into `target`: RGB, count × height × width × 3, as `decodeImage` does each. Plain JPEGs, the usual case, are
 * read and decoded one after the other in this thread, which costs the least. An error names its picture as the item.
 */
export async function decodePictures(paths: readonly string[], size: ImageSize, target: Uint8Array): Promise<void> {
  const quick = await (plain ??= PlainJpegDecoder.load());
  const imageBytes = size.height * size.width * 3;
  const waiting = paths.entries();
  const lane = async (): Promise<void> => {
    for (const [index, path] of waiting) {
      const pixels = target.subarray(index * imageBytes, (index + 1) * imageBytes);
      if (!quick.decodeFile(path, size, pixels)) await decodeNamed(path, size, pixels);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function decodeNamed(path: string, size: ImageSize, target: Uint8Array): Promise<void> {
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
