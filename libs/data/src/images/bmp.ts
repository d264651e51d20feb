import { AppError } from '@sagittal/contracts';

/**
 * Reader of Windows bitmaps, which libvips does not read: headers of 12, 40, 52, 56, 64, 108 and 124 bytes; 1, 4, 8, 16, 24
 * and 32 bits; uncompressed, bit fields, RLE4 and RLE8. Alpha is ignored. Every read is bounded by the file and by the
 * picture, so that no file makes it loop or read beyond its end.
 * Source: Microsoft, "Bitmap Storage" (wingdi.h: BITMAPCOREHEADER to BITMAPV5HEADER).
 */
export interface BmpHeader {
  readonly width: number;
  readonly height: number;
  readonly topDown: boolean;
  readonly bits: number;
  readonly compression: number;
  /** Where the pixels begin in the file. */
  readonly pixelsAt: number;
  /** Where the palette begins, how many entries it has and how many bytes an entry takes. */
  readonly palette: { readonly at: number; readonly entries: number; readonly size: number };
  /** Bit masks of red, green and blue for 16 and 32 bits. */
  readonly masks: readonly [number, number, number];
}

const RGB = 0;
const RLE8 = 1;
const RLE4 = 2;
const BIT_FIELDS = 3;
const ALPHA_BIT_FIELDS = 6;

/** Bits that each way of packing may have. */
const BITS: Readonly<Record<number, readonly number[]>> = {
  [RGB]: [1, 4, 8, 16, 24, 32],
  [RLE8]: [8],
  [RLE4]: [4],
  [BIT_FIELDS]: [16, 32],
  [ALPHA_BIT_FIELDS]: [16, 32],
};

const FILE_HEADER = 14;
const CORE_HEADER = 12;

function damaged(why: string): AppError {
  return new AppError('IMAGE_TRUNCATED', {
    message: `The bitmap is cut short or damaged: ${why}.`,
    hint: 'Fetch the file again from its source.',
  });
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Reads the header alone. Throws IMAGE_TRUNCATED where it is cut or contradicts itself, NOT_AN_IMAGE for a kind that is not read. */
export function readBmpHeader(bytes: Uint8Array): BmpHeader {
  if (bytes.length < FILE_HEADER + CORE_HEADER) throw damaged('its header is not complete');
  const data = view(bytes);
  const size = data.getUint32(14, true);
  if (bytes.length < FILE_HEADER + size) throw damaged('its header is not complete');
  const core = size === CORE_HEADER;
  if (!core && size < 40) throw new AppError('NOT_AN_IMAGE', { message: `Bitmaps with a header of ${size} bytes are not read.` });
  const width = core ? data.getUint16(18, true) : data.getInt32(18, true);
  const signedHeight = core ? data.getUint16(20, true) : data.getInt32(22, true);
  const bits = data.getUint16(core ? 24 : 28, true);
  const compression = core ? RGB : data.getUint32(30, true);
  const height = Math.abs(signedHeight);
  if (width <= 0 || height === 0) throw damaged(`it claims to be ${width} × ${height} pixels`);
  if (BITS[compression]?.includes(bits) !== true)
    throw new AppError('NOT_AN_IMAGE', {
      message: `Bitmaps of ${bits} bits with packing ${compression} are not read.`,
      hint: 'Convert the file to PNG.',
    });

  // with bit fields, a header of 40 bytes is followed by its masks; the longer ones hold them at the same place
  const fields = compression === BIT_FIELDS || compression === ALPHA_BIT_FIELDS;
  const maskBytes = fields && size === 40 ? (compression === ALPHA_BIT_FIELDS ? 16 : 12) : 0;
  const paletteAt = FILE_HEADER + size + maskBytes;
  const colours = core ? 0 : data.getUint32(46, true);
  const entries = bits <= 8 ? Math.min(colours === 0 ? 1 << bits : colours, 1 << bits) : 0;
  if (fields && bytes.length < FILE_HEADER + 52) throw damaged('its header is not complete');
  const masks: [number, number, number] = fields
    ? [data.getUint32(54, true), data.getUint32(58, true), data.getUint32(62, true)]
    : bits === 16
      ? [0x7c00, 0x03e0, 0x001f]
      : [0xff0000, 0x00ff00, 0x0000ff];
  return {
    width,
    height,
    topDown: signedHeight < 0,
    bits,
    compression,
    pixelsAt: data.getUint32(10, true),
    palette: { at: paletteAt, entries, size: core ? 3 : 4 },
    masks,
  };
}

/** Decodes to RGB, 8 bits a channel, rows from the top: height × width × 3 bytes. Throws as readBmpHeader does. */
export function decodeBmp(bytes: Uint8Array): { width: number; height: number; data: Uint8Array } {
  const header = readBmpHeader(bytes);
  const { width, height } = header;
  const data = new Uint8Array(width * height * 3);
  if (header.compression === RLE8 || header.compression === RLE4) unpackRuns(bytes, header, data);
  else if (header.bits <= 8) unpackPalette(bytes, header, data);
  else if (header.bits === 24) unpackTrueColour(bytes, header, data);
  else unpackFields(bytes, header, data);
  return { width, height, data };
}

/** RGB of each palette index; indices without an entry are black. */
function readPalette(bytes: Uint8Array, header: BmpHeader): Uint8Array {
  const { at, entries, size } = header.palette;
  if (bytes.length < at + entries * size) throw damaged('its palette is not complete');
  const colours = new Uint8Array(256 * 3);
  for (let entry = 0; entry < entries; entry += 1) {
    colours[entry * 3] = bytes[at + entry * size + 2] ?? 0;
    colours[entry * 3 + 1] = bytes[at + entry * size + 1] ?? 0;
    colours[entry * 3 + 2] = bytes[at + entry * size] ?? 0;
  }
  return colours;
}

/** Rows are padded to 4 bytes and stand from the bottom up, unless the height is negative. */
function eachRow(bytes: Uint8Array, header: BmpHeader, row: (from: number, to: number) => void): void {
  const stride = Math.ceil((header.width * header.bits) / 32) * 4;
  // the last row's padding may be missing
  const lastRow = Math.ceil((header.width * header.bits) / 8);
  if (bytes.length < header.pixelsAt + stride * (header.height - 1) + lastRow) throw damaged('pixels are missing');
  for (let y = 0; y < header.height; y += 1) {
    const target = header.topDown ? y : header.height - 1 - y;
    row(header.pixelsAt + y * stride, target * header.width * 3);
  }
}

function unpackPalette(bytes: Uint8Array, header: BmpHeader, data: Uint8Array): void {
  const colours = readPalette(bytes, header);
  const { bits, width } = header;
  const mask = (1 << bits) - 1;
  eachRow(bytes, header, (from, to) => {
    for (let x = 0; x < width; x += 1) {
      const bit = x * bits;
      const index = ((bytes[from + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & mask;
      data.set(colours.subarray(index * 3, index * 3 + 3), to + x * 3);
    }
  });
}

function unpackTrueColour(bytes: Uint8Array, header: BmpHeader, data: Uint8Array): void {
  eachRow(bytes, header, (from, to) => {
    for (let x = 0; x < header.width; x += 1) {
      data[to + x * 3] = bytes[from + x * 3 + 2] ?? 0;
      data[to + x * 3 + 1] = bytes[from + x * 3 + 1] ?? 0;
      data[to + x * 3 + 2] = bytes[from + x * 3] ?? 0;
    }
  });
}

/** The values under a mask, spread over 0 to 255. */
function spread(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const highest = mask >>> shift;
  return (pixel) => Math.round((((pixel & mask) >>> shift) * 255) / highest);
}

function unpackFields(bytes: Uint8Array, header: BmpHeader, data: Uint8Array): void {
  const source = view(bytes);
  const [red, green, blue] = [spread(header.masks[0]), spread(header.masks[1]), spread(header.masks[2])];
  const size = header.bits / 8;
  eachRow(bytes, header, (from, to) => {
    for (let x = 0; x < header.width; x += 1) {
      const at = from + x * size;
      const pixel = size === 2 ? source.getUint16(at, true) : source.getUint32(at, true);
      data[to + x * 3] = red(pixel);
      data[to + x * 3 + 1] = green(pixel);
      data[to + x * 3 + 2] = blue(pixel);
    }
  });
}

/** Run-length packing: pairs of (count, index), and after a 0 an escape: end of row, end of picture, jump, or plain indices. */
function unpackRuns(bytes: Uint8Array, header: BmpHeader, data: Uint8Array): void {
  const colours = readPalette(bytes, header);
  const { width, height } = header;
  const half = header.bits === 4;
  let at = header.pixelsAt;
  let x = 0;
  let y = 0;
  const next = (): number => {
    const byte = bytes[at];
    if (byte === undefined) throw damaged('pixels are missing');
    at += 1;
    return byte;
  };
  const put = (index: number): void => {
    if (x >= width || y >= height) return;
    const row = header.topDown ? y : height - 1 - y;
    data.set(colours.subarray(index * 3, index * 3 + 3), (row * width + x) * 3);
    x += 1;
  };
  const nibble = (byte: number, odd: boolean): number => (half ? (odd ? byte & 15 : byte >> 4) : byte);
  while (y < height) {
    const count = next();
    const value = next();
    if (count > 0) {
      for (let run = 0; run < count; run += 1) put(nibble(value, (run & 1) === 1));
    } else if (value === 0) {
      x = 0;
      y += 1;
    } else if (value === 1) {
      return;
    } else if (value === 2) {
      x += next();
      y += next();
    } else {
      const start = at;
      let byte = 0;
      for (let run = 0; run < value; run += 1) {
        if (!half || (run & 1) === 0) byte = next();
        put(nibble(byte, (run & 1) === 1));
      }
      // plain indices are padded to an even number of bytes
      if (((at - start) & 1) === 1) next();
    }
  }
}
