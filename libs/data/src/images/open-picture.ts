import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { decodeBmp, readBmpHeader } from './bmp.ts';
import { type ImageFormat, sniffFormat } from './formats.ts';
import { MAX_PIXELS, refuseHugePicture } from './limits.ts';
import { notAnImage, pictureProblem } from './picture-problem.ts';

let prepared = false;

/**
 * Sets libvips up for this process, once: one thread a picture (many are decoded side by side), no cache (each is read once),
 * and no reader but those of the formats we take, so that an SVG or a PDF that is named .png is not interpreted.
 */
function prepareSharp(): void {
  if (prepared) return;
  prepared = true;
  sharp.concurrency(1);
  sharp.cache(false);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadTiff'] });
}

/**
 * `failOn: truncated`: a picture that ends too early is refused, one with a harmless warning is not. Colour profiles are
 * ignored, so that pixels are those in the file, as Keras and Pillow read them.
 */
const READ: SharpOptions = { failOn: 'truncated', ignoreIcc: true, sequentialRead: true, limitInputPixels: false };

export interface OpenedPicture {
  readonly format: ImageFormat;
  /** Size as it is shown: with the EXIF orientation applied. */
  readonly width: number;
  readonly height: number;
  /** The first page or frame as upright sRGB without alpha; of all formats but BMP nothing is decoded before the pipeline ends. */
  readonly pipeline: Sharp;
}

/** Upright, 8-bit sRGB, alpha dropped (not blended: Pillow's convert('RGB') and Keras do the same). */
function upright(source: Sharp): Sharp {
  return source.autoOrient().removeAlpha().toColourspace('srgb');
}

/** A pipeline over a file or bytes that are known to be a JPEG, PNG, WebP or TIFF of an allowed size. */
export function openKnown(source: string | Uint8Array): Sharp {
  prepareSharp();
  return upright(sharp(source, { ...READ, limitInputPixels: MAX_PIXELS }));
}

/**
 * Reads a picture's header and leaves its pixels for later.
 * Throws NOT_AN_IMAGE, IMAGE_TRUNCATED where the header is damaged, IMAGE_TOO_LARGE before anything is decoded.
 */
export async function openPicture(bytes: Uint8Array): Promise<OpenedPicture> {
  prepareSharp();
  const format = sniffFormat(bytes);
  if (format === null) throw notAnImage(bytes.length);
  if (format === 'bmp') {
    const header = readBmpHeader(bytes);
    refuseHugePicture(header.width, header.height);
    const { width, height, data } = decodeBmp(bytes);
    return { format, width, height, pipeline: sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false }) };
  }
  const source = sharp(bytes, READ);
  try {
    const { autoOrient } = await source.metadata();
    refuseHugePicture(autoOrient.width, autoOrient.height);
    return { format, width: autoOrient.width, height: autoOrient.height, pipeline: upright(source) };
  } catch (thrown) {
    throw pictureProblem(thrown, format);
  }
}
