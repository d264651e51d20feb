import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { bitmap24, noiseJpeg, noisePicture, pngClaiming } from '../testing/pictures.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { decodeImage } from './decode-image.ts';

const mean = (pixels: Uint8Array) => pixels.reduce((sum, value) => sum + value, 0) / pixels.length;

test('a picture of the right size comes back as it is, from a file and from bytes', async () => {
  const rgb = new Uint8Array(await noisePicture(1, 40, 30).raw().toBuffer());
  const file = path.join(await temporaryFolder(), 'content');
  for (const bytes of [
    await noisePicture(1, 40, 30).png().toBuffer(),
    bitmap24(40, 30, rgb),
    await noisePicture(1, 40, 30).tiff({ compression: 'lzw' }).toBuffer(),
  ]) {
    await writeFile(file, bytes);
    for (const source of [bytes, file])
      expect(Buffer.from(await decodeImage(source, { height: 30, width: 40 })).equals(rgb)).toBe(true);
  }
});

test('rows come first, channels last', async () => {
  const rgb = new Uint8Array([255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const png = await sharp(rgb, { raw: { width: 3, height: 2, channels: 3 } })
    .png()
    .toBuffer();
  expect([...(await decodeImage(png, { height: 2, width: 3 }))]).toEqual([...rgb]);
});

test('another size is stretched to, without keeping the aspect', async () => {
  const half = await sharp({ create: { width: 100, height: 50, channels: 3, background: '#000' } })
    .composite([{ input: { create: { width: 50, height: 50, channels: 3, background: '#fff' } }, left: 0, top: 0 }])
    .png()
    .toBuffer();
  const pixels = await decodeImage(half, { height: 20, width: 20 });
  const row = [...pixels.subarray(0, 60)].filter((_, index) => index % 3 === 0);
  expect(row.slice(0, 9).every((value) => value === 255) && row.slice(11).every((value) => value === 0)).toBe(true);
  expect((await decodeImage(half, { height: 300, width: 7 })).length).toBe(300 * 7 * 3);
});

test('shrinking averages: no pixel is skipped', async () => {
  const stripes = Uint8Array.from({ length: 64 * 64 * 3 }, (_, at) => (Math.floor(at / 3) % 2 === 0 ? 255 : 0));
  const png = await sharp(stripes, { raw: { width: 64, height: 64, channels: 3 } })
    .png()
    .toBuffer();
  const pixels = await decodeImage(png, { height: 16, width: 16 });
  for (const value of pixels) expect(Math.abs(value - 127.5)).toBeLessThan(12);
});

describe('every kind of pixel becomes 8-bit RGB', () => {
  const base = () => noisePicture(2, 40, 30);
  test.each<[string, () => Promise<Buffer>]>([
    ['grey PNG', () => base().toColourspace('b-w').png().toBuffer()],
    ['16-bit grey PNG', () => base().toColourspace('grey16').png().toBuffer()],
    ['16-bit RGB PNG', () => base().toColourspace('rgb16').png().toBuffer()],
    ['PNG with a palette', () => base().png({ palette: true }).toBuffer()],
    ['grey JPEG', () => base().toColourspace('b-w').jpeg().toBuffer()],
    ['CMYK JPEG', () => base().toColourspace('cmyk').jpeg().toBuffer()],
    ['CMYK TIFF', () => base().toColourspace('cmyk').tiff().toBuffer()],
    ['WebP', () => base().webp().toBuffer()],
  ])('%s', async (_, make) => {
    const pixels = await decodeImage(await make(), { height: 30, width: 40 });
    expect(pixels.length).toBe(30 * 40 * 3);
    expect(Math.abs(mean(pixels) - 127.5)).toBeLessThan(15);
  });

  test('grey has three equal channels', async () => {
    const pixels = await decodeImage(await base().toColourspace('b-w').png().toBuffer(), { height: 30, width: 40 });
    for (let at = 0; at < pixels.length; at += 3) expect([pixels[at + 1], pixels[at + 2]]).toEqual([pixels[at], pixels[at]]);
  });

  test('alpha is dropped, not blended', async () => {
    const clear = await sharp(new Uint8Array([200, 100, 50, 0]), { raw: { width: 1, height: 1, channels: 4 } })
      .png()
      .toBuffer();
    expect([...(await decodeImage(clear, { height: 1, width: 1 }))]).toEqual([200, 100, 50]);
  });

  test('a picture on its side is turned', async () => {
    const rgb = new Uint8Array([255, 0, 0, 0, 0, 255]);
    const turned = await sharp(rgb, { raw: { width: 2, height: 1, channels: 3 } })
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer();
    expect([...(await decodeImage(turned, { height: 2, width: 1 }))]).toEqual([...rgb]);
  });
});

describe('faults', () => {
  test.each<[string, () => Promise<Uint8Array>, string]>([
    ['text', () => Promise.resolve(Buffer.from('no picture')), 'NOT_AN_IMAGE'],
    [
      'an SVG',
      () => Promise.resolve(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')),
      'NOT_AN_IMAGE',
    ],
    ['a cut JPEG', async () => (await noiseJpeg(1, 200, 200)).subarray(0, 4000), 'IMAGE_TRUNCATED'],
    ['a huge picture', () => pngClaiming(20_000, 20_000), 'IMAGE_TOO_LARGE'],
  ])('%s, from a file and from bytes', async (_, make, code) => {
    const bytes = await make();
    const file = path.join(await temporaryFolder(), 'content');
    await writeFile(file, bytes);
    for (const source of [bytes, file])
      await expect(decodeImage(source, { height: 8, width: 8 })).rejects.toMatchObject({ code });
  });
});

describe('a small JPEG of the right size goes a shorter way', () => {
  test.each<[string, () => Promise<Buffer>]>([
    ['colours at half resolution', () => noisePicture(3, 64, 48).jpeg({ quality: 75 }).toBuffer()],
    ['colours at full resolution', () => noisePicture(3, 64, 48).jpeg({ chromaSubsampling: '4:4:4' }).toBuffer()],
    ['progressive', () => noisePicture(3, 64, 48).jpeg({ progressive: true }).toBuffer()],
    ['grey', () => noisePicture(3, 64, 48).toColourspace('b-w').jpeg().toBuffer()],
    ['CMYK', () => noisePicture(3, 64, 48).toColourspace('cmyk').jpeg().toBuffer()],
    ['turned by EXIF', () => noisePicture(3, 64, 48).withMetadata({ orientation: 3 }).jpeg().toBuffer()],
  ])('%s: to the same pixels', async (_, make) => {
    const bytes = await make();
    const file = path.join(await temporaryFolder(), 'content');
    await writeFile(file, bytes);
    const [fromFile, fromBytes] = [
      await decodeImage(file, { height: 48, width: 64 }),
      await decodeImage(bytes, { height: 48, width: 64 }),
    ];
    expect(Buffer.compare(fromFile, fromBytes)).toBe(0);
  });

  test('cut short, it is IMAGE_TRUNCATED all the same, and the next one is whole', async () => {
    const bytes = await noiseJpeg(4, 64, 48);
    const file = path.join(await temporaryFolder(), 'content');
    await writeFile(file, bytes.subarray(0, bytes.length - 600));
    await expect(decodeImage(file, { height: 48, width: 64 })).rejects.toMatchObject({ code: 'IMAGE_TRUNCATED' });
    await writeFile(file, bytes);
    expect(
      Buffer.compare(await decodeImage(file, { height: 48, width: 64 }), await decodeImage(bytes, { height: 48, width: 64 })),
    ).toBe(0);
  });
});
