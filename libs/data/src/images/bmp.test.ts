import { AppError } from '@sagittal/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bitmap24 } from '../testing/pictures.ts';
import { decodeBmp, readBmpHeader } from './bmp.ts';

interface Parts {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly compression?: number;
  readonly masks?: readonly number[];
  readonly palette?: readonly (readonly [number, number, number])[];
  readonly pixels: readonly number[];
}

/** A bitmap with a header of 40 bytes. */
function bitmap({ width, height, bits, compression = 0, masks = [], palette = [], pixels }: Parts): Uint8Array {
  const start = 54 + masks.length * 4 + palette.length * 4;
  const file = new Uint8Array(start + pixels.length);
  const view = new DataView(file.buffer);
  file.set([0x42, 0x4d]);
  view.setUint32(2, file.length, true);
  view.setUint32(10, start, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, bits, true);
  view.setUint32(30, compression, true);
  view.setUint32(46, palette.length, true);
  masks.forEach((mask, index) => view.setUint32(54 + index * 4, mask, true));
  palette.forEach(([red, green, blue], index) => file.set([blue, green, red, 0], 54 + masks.length * 4 + index * 4));
  file.set(pixels, start);
  return file;
}

const BLACK = [0, 0, 0] as const;
const RED = [255, 0, 0] as const;
const GREEN = [0, 255, 0] as const;
const WHITE = [255, 255, 255] as const;
const PALETTE = [BLACK, RED, GREEN, WHITE];

describe('each way of packing', () => {
  test.each<[string, Parts, readonly (readonly number[])[]]>([
    [
      '24 bits, from the bottom, padded rows',
      { width: 1, height: 2, bits: 24, pixels: [0, 255, 0, 0, 0, 0, 255, 0] },
      [RED, GREEN],
    ],
    ['24 bits, from the top', { width: 1, height: -2, bits: 24, pixels: [0, 255, 0, 0, 0, 0, 255, 0] }, [GREEN, RED]],
    [
      '1 bit, odd width',
      { width: 3, height: 1, bits: 1, palette: [BLACK, WHITE], pixels: [0b10100000, 0, 0, 0] },
      [WHITE, BLACK, WHITE],
    ],
    [
      '4 bits, odd width, two rows',
      { width: 3, height: 2, bits: 4, palette: PALETTE, pixels: [0x12, 0x30, 0, 0, 0x32, 0x10, 0, 0] },
      [WHITE, GREEN, RED, RED, GREEN, WHITE],
    ],
    ['8 bits', { width: 2, height: 1, bits: 8, palette: PALETTE, pixels: [1, 3, 0, 0] }, [RED, WHITE]],
    ['8 bits, an index without a colour', { width: 1, height: 1, bits: 8, palette: [WHITE], pixels: [9, 0, 0, 0] }, [BLACK]],
    ['16 bits, 5 a channel', { width: 2, height: 1, bits: 16, pixels: [0x00, 0x7c, 0xff, 0x7f] }, [RED, WHITE]],
    [
      '16 bits with masks 5, 6, 5',
      { width: 2, height: 1, bits: 16, compression: 3, masks: [0xf800, 0x07e0, 0x001f], pixels: [0xe0, 0x07, 0x00, 0x84] },
      [GREEN, [132, 130, 0]],
    ],
    ['32 bits', { width: 1, height: 1, bits: 32, pixels: [0, 0, 255, 7] }, [RED]],
    [
      '32 bits with masks in another order',
      { width: 1, height: 1, bits: 32, compression: 3, masks: [0x000000ff, 0x0000ff00, 0x00ff0000], pixels: [255, 0, 0, 7] },
      [RED],
    ],
    [
      '32 bits, the highest bit in a mask',
      { width: 1, height: 1, bits: 32, compression: 3, masks: [0xff000000, 0x00ff0000, 0x0000ff00], pixels: [0, 0, 0, 255] },
      [RED],
    ],
    [
      'runs of 8 bits',
      { width: 3, height: 2, bits: 8, compression: 1, palette: PALETTE, pixels: [2, 1, 1, 3, 0, 0, 0, 3, 1, 2, 3, 0, 0, 1] },
      [RED, GREEN, WHITE, RED, RED, WHITE],
    ],
    [
      'runs of 8 bits with a jump',
      { width: 2, height: 2, bits: 8, compression: 1, palette: PALETTE, pixels: [0, 2, 1, 1, 1, 2, 0, 1] },
      [BLACK, GREEN, BLACK, BLACK],
    ],
    [
      'runs of 4 bits',
      { width: 5, height: 1, bits: 4, compression: 2, palette: PALETTE, pixels: [3, 0x12, 2, 0x33, 0, 1] },
      [RED, GREEN, RED, WHITE, WHITE],
    ],
    [
      'plain indices of 4 bits',
      { width: 5, height: 1, bits: 4, compression: 2, palette: PALETTE, pixels: [0, 5, 0x12, 0x31, 0x20, 0, 0, 1] },
      [RED, GREEN, WHITE, RED, GREEN],
    ],
    [
      'runs beyond the picture',
      { width: 2, height: 1, bits: 8, compression: 1, palette: PALETTE, pixels: [255, 1, 0, 1] },
      [RED, RED],
    ],
  ])('%s', (_, parts, expected) => {
    const { width, height, data } = decodeBmp(bitmap(parts));
    expect([width, height]).toEqual([parts.width, Math.abs(parts.height)]);
    expect([...data]).toEqual(expected.flat());
  });
});

test('an old header of 12 bytes', () => {
  const file = new Uint8Array(26 + 4);
  const view = new DataView(file.buffer);
  file.set([0x42, 0x4d]);
  view.setUint32(10, 26, true);
  view.setUint32(14, 12, true);
  [1, 1, 1, 24].forEach((value, index) => view.setUint16(18 + index * 2, value, true));
  file.set([0, 0, 255, 0], 26);
  expect([...decodeBmp(file).data]).toEqual([...RED]);
});

test('a picture comes back as it was written', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
      (width, height, stream) => {
        const rgb = Uint8Array.from({ length: width * height * 3 }, () => stream.next().value ?? 0);
        expect([...decodeBmp(bitmap24(width, height, rgb)).data]).toEqual([...rgb]);
      },
    ),
  );
});

test.each([10, 30, 53, 60])('cut to %d bytes it is IMAGE_TRUNCATED', (length) => {
  const file = bitmap24(4, 4, new Uint8Array(48)).subarray(0, length);
  expect(() => decodeBmp(file)).toThrow(expect.objectContaining({ code: 'IMAGE_TRUNCATED' }));
});

test('a kind that is not read says so', () => {
  expect(() => readBmpHeader(bitmap({ width: 1, height: 1, bits: 24, compression: 4, pixels: [0, 0, 0, 0] }))).toThrow(
    expect.objectContaining({ code: 'NOT_AN_IMAGE' }),
  );
});

test('no bytes make it fail in any other way, or never end', () => {
  const bases = [
    bitmap({
      width: 3,
      height: 2,
      bits: 8,
      compression: 1,
      palette: PALETTE,
      pixels: [2, 1, 1, 3, 0, 0, 0, 3, 1, 2, 3, 0, 0, 1],
    }),
    bitmap({ width: 3, height: 2, bits: 4, palette: PALETTE, pixels: [0x12, 0x30, 0, 0, 0x32, 0x10, 0, 0] }),
    bitmap24(3, 2, new Uint8Array(18)),
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...bases),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }),
      fc.nat(),
      (base, changes, cut) => {
        const file = base.slice(0, cut % 3 === 0 ? cut % base.length : base.length);
        // the highest bytes of width and height stay: the size is bounded before pixels are made
        for (const [at, value] of changes)
          if (![19, 20, 21, 23, 24, 25].includes(at % base.length)) file[at % base.length] = value;
        try {
          decodeBmp(file);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(AppError);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
