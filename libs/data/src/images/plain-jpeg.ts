import type * as JpegTurbo from '@julusian/jpeg-turbo';

/**
 * libjpeg-turbo by itself: of a small JPEG it decodes the same pixels as libvips does with its own copy of that decoder, at a
 * fifth of the processor time, because no pipeline has to be built and handed between threads. On a platform that the package
 * has no library for, everything goes through libvips.
 */
let loading: Promise<typeof JpegTurbo | null> | undefined;

async function load(): Promise<typeof JpegTurbo | null> {
  try {
    const loaded: { readonly default: typeof JpegTurbo } = await import('@julusian/jpeg-turbo');
    return loaded.default;
  } catch {
    return null;
  }
}

/** More pixels than these are decoded off the caller's thread, by libvips. */
const MAX_PLAIN_PIXELS = 512 * 512;

/**
 * The pixels of a plain JPEG of exactly this size: RGB, rows from the top. Takes the caller's thread (a tenth of a millisecond
 * for 224 × 224).
 *
 * @returns null for all that is not plain or not whole: another size or format, EXIF (it may turn the picture), colours
 * other than grey and YCbCr, a damaged file. Then libvips is to be asked, which also says what is wrong.
 */
export async function decodePlainJpeg(bytes: Buffer, { height, width }: { readonly height: number; readonly width: number }): Promise<Uint8Array | null> {
  if (height * width > MAX_PLAIN_PIXELS) return null;
  const size = readPlainSize(bytes);
  if (size?.height !== height || size.width !== width) return null;
  const turbo = await (loading ??= load());
  if (turbo === null) return null;
  // of its own memory, not of Node's shared pool: the pixels may be handed to another thread
  const pixels = new Uint8Array(height * width * 3);
  try {
    turbo.decompressSync(bytes, Buffer.from(pixels.buffer), { format: turbo.FORMAT_RGB });
    return pixels;
  } catch {
    return null;
  }
}

const APP1 = 0xe1;
const APP14 = 0xee;
const SCAN = 0xda;
const END = 0xd9;
/** Baseline, extended, progressive: SOF0 to SOF2 (ITU T.81, table B.1). */
const FRAMES = [0xc0, 0xc1, 0xc2];
const OTHER_FRAMES = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];

/** The size in the header of a JPEG with 8 bits, grey or YCbCr, without EXIF and without Adobe's marker; null for any other file. */
export function readPlainSize(bytes: Buffer): { readonly height: number; readonly width: number } | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  let size: { height: number; width: number } | null = null;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? END;
    if (marker === SCAN) return size;
    const next = at + 2 + bytes.readUInt16BE(at + 2);
    if (marker === APP1 || marker === APP14 || marker === END || OTHER_FRAMES.includes(marker) || next > bytes.length) return null;
    if (FRAMES.includes(marker)) {
      const components = bytes[at + 9];
      const isYcbcr = components === 3 && [10, 13, 16].every((offset, index) => bytes[at + offset] === index + 1);
      if (size !== null || bytes[at + 4] !== 8 || !(components === 1 || isYcbcr)) return null;
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
    at = next;
  }
  return null;
}
