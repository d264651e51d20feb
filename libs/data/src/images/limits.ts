import { AppError } from '@sagittal/contracts';

/** Largest picture that is decoded, in pixels: 100 megapixels are 300 MB as RGB. Read from the header, before any pixel is. */
export const MAX_PIXELS = 100_000_000;

/** Largest file that is read, in bytes: it is held in memory while it is hashed and decoded. */
const MAX_FILE_BYTES = 512 * 1024 * 1024;

const count = (value: number): string => value.toLocaleString('en-US');

/** Throws IMAGE_TOO_LARGE where a picture has more than MAX_PIXELS. */
export function refuseHugePicture(width: number, height: number): void {
  if (width * height <= MAX_PIXELS) return;
  throw new AppError('IMAGE_TOO_LARGE', {
    message: `The image has ${count(width)} × ${count(height)} pixels; at most ${count(MAX_PIXELS / 1e6)} megapixels are read.`,
    hint: 'Make it smaller, or cut it into tiles.',
  });
}

/** Throws IMAGE_TOO_LARGE where a file has more than MAX_FILE_BYTES. */
export function refuseHugeFile(bytes: number): void {
  if (bytes <= MAX_FILE_BYTES) return;
  throw new AppError('IMAGE_TOO_LARGE', {
    message: `The file has ${count(Math.ceil(bytes / 1024 / 1024))} MiB; at most ${count(MAX_FILE_BYTES / 1024 / 1024)} MiB are read.`,
    hint: 'Make the image smaller, or cut it into tiles.',
  });
}
