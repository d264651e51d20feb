import { type ErrorRecord, toErrorRecord } from '@sagittal/contracts';
import type { ImageSize } from './decode-image.ts';
import { decodePictures } from './decode-pictures.ts';

/** What a decoding thread is given. */
export interface DecodeTask extends ImageSize {
  readonly paths: readonly string[];
  /** Where the pixels go, and from which byte on. Used again and again: fresh memory costs as much as a good part of decoding. */
  readonly pixels: SharedArrayBuffer;
  readonly offset: number;
}

/** Runs in a thread of its own. Gives back what went wrong as a record, since the class of an error would not survive the way. */
export async function decode({ paths, height, width, pixels, offset }: DecodeTask): Promise<ErrorRecord | null> {
  try {
    await decodePictures(paths, { height, width }, new Uint8Array(pixels, offset, paths.length * height * width * 3));
    return null;
  } catch (thrown) {
    return toErrorRecord(thrown);
  }
}
