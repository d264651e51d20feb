import { expect, test } from 'vitest';
import { bitmap24, noisePicture } from '../testing/pictures.ts';
import { extensionOf, hasImageExtension, sniffFormat } from './formats.ts';

test('the first bytes tell the format', async () => {
  const picture = noisePicture(1);
  expect(sniffFormat(await picture.clone().jpeg().toBuffer())).toBe('jpeg');
  expect(sniffFormat(await picture.clone().png().toBuffer())).toBe('png');
  expect(sniffFormat(await picture.clone().webp().toBuffer())).toBe('webp');
  expect(sniffFormat(await picture.clone().tiff().toBuffer())).toBe('tiff');
  expect(sniffFormat(bitmap24(1, 1, new Uint8Array(3)))).toBe('bmp');
});

test.each([
  '',
  'B',
  'BM',
  'BMI: 24.3 kg/m2 measured',
  'GIF89a',
  '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'RIFF1234WAVE',
  '%PDF-1.7',
])('%j is no picture', (text) => {
  expect(sniffFormat(new TextEncoder().encode(text))).toBeNull();
});

test('extensions in any case', () => {
  expect(['a.JPG', 'b.jpeg', 'c.Png', 'd.webp', 'e.BMP', 'f.tif', 'g.tiff'].every(hasImageExtension)).toBe(true);
  expect(['a.txt', 'jpg', '.jpg', 'a.jpg.txt', 'a'].some(hasImageExtension)).toBe(false);
  expect(extensionOf('scan.001')).toBe('001');
});
