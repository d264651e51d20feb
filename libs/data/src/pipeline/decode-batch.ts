import { AppError } from '@sagittal/contracts';
import { PlainJpegDecoder } from '../images/plain-jpeg.ts';
import { decodeImage, type ImageSize } from './decode-image.ts';

/** A batch of pictures to decode, as it is handed to a decoding thread. */
export interface DecodeRequest extends ImageSize {
  readonly paths: readonly string[];
}

/** Pictures of a batch that are worked on at the same time: enough to keep libvips's threads busy, few enough open files. */
const LANES = 16;

let plain: Promise<PlainJpegDecoder> | undefined;

/**
 * Decodes pictures into one array: RGB, count × height × width × 3, as `decodeImage` does each. Plain JPEGs, the usual case, are
 * read and decoded one after the other in this thread, which costs the least. An error names its picture as the item.
 */
export async function decodeBatch({ paths, height, width }: DecodeRequest): Promise<Uint8Array<ArrayBuffer>> {
  const imageBytes = height * width * 3;
  const data = new Uint8Array(paths.length * imageBytes);
  const quick = await (plain ??= PlainJpegDecoder.load());
  const waiting = paths.entries();
  const lane = async (): Promise<void> => {
    for (const [index, path] of waiting) {
      const target = data.subarray(index * imageBytes, (index + 1) * imageBytes);
      if (!quick.decodeFile(path, { height, width }, target)) await decodeAt(path, { height, width }, target);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return data;
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
