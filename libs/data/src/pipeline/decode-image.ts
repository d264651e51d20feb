import { readFile } from 'node:fs/promises';
import type { Sharp } from 'sharp';
import { openKnown, openPicture } from '../images/open-picture.ts';
import { pictureProblem } from '../images/picture-problem.ts';

export interface ImageSize {
  readonly height: number;
  readonly width: number;
}

/** Runs a pipeline to raw RGB of the asked size. A picture that has this size already passes as it is. */
async function toPixels(pipeline: Sharp, { height, width }: ImageSize, target: Uint8Array): Promise<Uint8Array> {
  const pixels = await pipeline.resize(width, height, { fit: 'fill', kernel: 'linear' }).raw().toBuffer();
  if (pixels.length !== target.length)
    throw new Error(`A picture came out as ${pixels.length} bytes instead of ${height} × ${width} × 3.`);
  target.set(pixels);
  return target;
}

/**
 * Decodes a picture (a file of the content store, or bytes) to RGB of height × width × 3 values from 0 to 255, rows from the
 * top: upright by EXIF, first page or frame, alpha dropped, colour profile ignored, 16 bits cut to 8. The aspect ratio is not
 * kept: the picture is stretched, by a triangle filter that averages where it shrinks (bilinear with antialiasing, as
 * Pillow's BILINEAR); JPEG and WebP that shrink by 2 or more are first reduced while decoding.
 * Throws NOT_AN_IMAGE, IMAGE_TRUNCATED or IMAGE_TOO_LARGE.
 *
 * @param target where the pixels go, of exactly their length; they are its result too
 */
export async function decodeImage(
  source: string | Uint8Array,
  size: ImageSize,
  target: Uint8Array = new Uint8Array(size.height * size.width * 3),
): Promise<Uint8Array> {
  if (typeof source !== 'string') {
    const picture = await openPicture(source);
    try {
      return await toPixels(picture.pipeline, size, target);
    } catch (thrown) {
      throw pictureProblem(thrown, picture.format);
    }
  }
  try {
    // reading and decoding in one native job costs the least; what it cannot read (bitmaps, and faults to be named) goes the other way
    return await toPixels(openKnown(source), size, target);
  } catch {
    return decodeImage(await readFile(source), size, target);
  }
}
