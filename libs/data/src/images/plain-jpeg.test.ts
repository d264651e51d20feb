import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { noisePicture } from '../testing/pictures.ts';
import { openKnown } from './open-picture.ts';
import { PlainJpegDecoder, readPlainSize } from './plain-jpeg.ts';

const size = { width: 61, height: 47 };
const decoder = await PlainJpegDecoder.load();

/** The pixels, or null where they are left to libvips and nothing was written. */
function decodePlainJpeg(bytes: Buffer, wanted: { readonly height: number; readonly width: number }): Uint8Array | null {
  const target = new Uint8Array(wanted.height * wanted.width * 3).fill(77);
  const done = decoder.decode(bytes, wanted, target);
  expect(done || target.every((value) => value === 77)).toBe(true);
  return done ? target : null;
}

const noise = () => noisePicture(3, size.width, size.height);

describe('the same pixels as libvips, to the bit', () => {
  test.each([
    ['4:2:0', { chromaSubsampling: '4:2:0' }],
    ['4:4:4', { chromaSubsampling: '4:4:4' }],
    ['progressive', { progressive: true }],
    ['the best quality', { quality: 100 }],
    ['the worst quality', { quality: 1 }],
  ])('%s, in colour and in grey', async (_name, options) => {
    for (const picture of [noise(), noise().toColourspace('b-w')]) {
      const bytes = await picture.jpeg(options).toBuffer();
      const pixels = decodePlainJpeg(bytes, size);
      expect(pixels).not.toBeNull();
      expect(Buffer.from(pixels ?? []).equals(await openKnown(bytes).raw().toBuffer())).toBe(true);
    }
  });
});

describe('left to libvips', () => {
  test('another size, another format, and what is no picture', async () => {
    expect(decodePlainJpeg(await noise().jpeg().toBuffer(), { width: 47, height: 61 })).toBeNull();
    expect(decodePlainJpeg(await noise().png().toBuffer(), size)).toBeNull();
    for (const bytes of [Buffer.alloc(0), Buffer.from([0xff, 0xd8]), Buffer.from('<html>')])
      expect(decodePlainJpeg(bytes, size)).toBeNull();
  });

  test('a picture with EXIF, which may lie on its side', async () => {
    expect(decodePlainJpeg(await noise().withMetadata({ orientation: 6 }).jpeg().toBuffer(), size)).toBeNull();
  });

  test('the colours of print', async () => {
    expect(decodePlainJpeg(await noise().toColourspace('cmyk').jpeg().toBuffer(), size)).toBeNull();
  });

  test('one that ends too early, wherever it ends', async () => {
    const bytes = await noise().jpeg().toBuffer();
    for (let length = 0; length < bytes.length - 2; length += 97)
      expect(decodePlainJpeg(bytes.subarray(0, length), size)).toBeNull();
    // and the next whole one is decoded as before
    expect(decodePlainJpeg(bytes, size)).not.toBeNull();
  });

  test('no damage throws, or takes the next picture with it', async () => {
    const bytes = await noise().jpeg().toBuffer();
    const whole = decodePlainJpeg(bytes, size);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (changes) => {
          const damaged = Buffer.from(bytes);
          for (const [at, value] of changes) damaged[at] = value;
          const pixels = decodePlainJpeg(damaged, size);
          expect(pixels === null || pixels.length === size.width * size.height * 3).toBe(true);
          expect(decodePlainJpeg(bytes, size)).toEqual(whole);
        },
      ),
      { numRuns: 40 },
    );
  });
});

test('large pictures are left to libvips: they would hold the thread', async () => {
  const large = await sharp({ create: { width: 600, height: 600, channels: 3, background: '#123' } })
    .jpeg()
    .toBuffer();
  expect(readPlainSize(large)).toEqual({ width: 600, height: 600 });
  expect(decodePlainJpeg(large, { width: 600, height: 600 })).toBeNull();
});
