import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A picture of noise that is different for each key, `width` × `height`, RGB. */
export function noisePicture(key: number, width = 40, height = 30): Sharp {
  const pixels = new Uint8Array(width * height * 3);
  let state = (key + 1) * 2654435761;
  for (let at = 0; at < pixels.length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    pixels[at] = state >>> 24;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

export function noiseJpeg(key: number, width = 40, height = 30): Promise<Buffer> {
  return noisePicture(key, width, height).jpeg().toBuffer();
}

/** A bitmap of 24 bits, rows from the bottom, out of RGB rows from the top. */
export function bitmap24(width: number, height: number, rgb: Uint8Array): Uint8Array {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = new Uint8Array(54 + stride * height);
  const view = new DataView(file.buffer);
  file.set([0x42, 0x4d]);
  view.setUint32(2, file.length, true);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      for (let channel = 0; channel < 3; channel += 1)
        file[54 + (height - 1 - y) * stride + x * 3 + channel] = rgb[(y * width + x) * 3 + 2 - channel] ?? 0;
  return file;
}

/** The header of a PNG that claims a size, with next to no pixels behind it. */
export async function pngClaiming(width: number, height: number): Promise<Uint8Array> {
  const file = new Uint8Array(await noisePicture(1).png().toBuffer());
  const view = new DataView(file.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  view.setUint32(29, crc32(file.subarray(12, 29)));
  return file;
}

/** A whole black PNG of 1 bit a pixel: few bytes, however many pixels. */
export function blackPng(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Uint8Array): Uint8Array => {
    const whole = new Uint8Array(12 + data.length);
    const view = new DataView(whole.buffer);
    view.setUint32(0, data.length);
    whole.set(new TextEncoder().encode(type), 4);
    whole.set(data, 8);
    view.setUint32(8 + data.length, crc32(whole.subarray(4, 8 + data.length)));
    return whole;
  };
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  header[8] = 1;
  const rows = deflateSync(new Uint8Array(height * (1 + Math.ceil(width / 8))), { level: 1 });
  return Buffer.concat([
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', new Uint8Array()),
  ]);
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
