import { type ErrorRecord, toErrorRecord } from '@sagittal/contracts';
import type { Augmentation } from '../augment/augmentation.ts';
import { augmentPictures, type PictureSource } from './augment-pictures.ts';
import type { ImageSize } from './decode-image.ts';
import { decodePictures } from './decode-pictures.ts';

/** What a decoding thread is given. */
export interface DecodeTask extends ImageSize {
  readonly paths: readonly string[];
  /** Where the pixels go, and from which byte on. Used again and again: fresh memory costs as much as a good part of decoding. */
  readonly pixels: SharedArrayBuffer;
  readonly offset: number;
}

/** What a thread that changes pictures is given. */
export interface AugmentTask extends ImageSize {
  readonly source: PictureSource;
  readonly augmentation: Augmentation;
  /** Where the numbers go, how many pictures, and from which byte on. */
  readonly target: SharedArrayBuffer;
  readonly count: number;
  readonly offset: number;
}

/** Runs in a thread of its own. Gives back what went wrong as a record, since the class of an error would not survive the way. */
export function decode({ paths, height, width, pixels, offset }: DecodeTask): Promise<ErrorRecord | null> {
  return told(decodePictures(paths, { height, width }, new Uint8Array(pixels, offset, paths.length * height * width * 3)));
}

/** Runs in a thread of its own, as `decode`. */
export function augment(task: AugmentTask): Promise<ErrorRecord | null> {
  const { source, augmentation, height, width, target, count, offset } = task;
  const numbers = new Float32Array(target, offset, count * height * width * 3);
  return told(augmentPictures(source, { height, width }, augmentation, numbers));
}

async function told(work: Promise<void>): Promise<ErrorRecord | null> {
  try {
    await work;
    return null;
  } catch (thrown) {
    return toErrorRecord(thrown);
  }
}
