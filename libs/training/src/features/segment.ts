import { crc32 } from 'node:zlib';

/**
 * A segment: a file of feature vectors that is written once and never changed. Little-endian.
 *
 *     'SGTF'  u32 version  u32 features a vector  u32 records
 *     record: 32 bytes SHA-256 of the image, features as float32, u32 CRC-32 of both
 */
const MAGIC = 0x46544753;
const VERSION = 1;
const HEADER = 16;
const HASH = 32;

/** @param features by SHA-256 in hexadecimal; each of `size` numbers */
export function encodeSegment(features: ReadonlyMap<string, Float32Array>, size: number): Uint8Array {
  const recordLength = HASH + 4 * size + 4;
  const file = new Uint8Array(HEADER + features.size * recordLength);
  const view = new DataView(file.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, size, true);
  view.setUint32(12, features.size, true);
  let at = HEADER;
  for (const [sha256, vector] of features) {
    file.set(Buffer.from(sha256, 'hex'), at);
    file.set(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength), at + HASH);
    view.setUint32(at + recordLength - 4, crc32(file.subarray(at, at + recordLength - 4)), true);
    at += recordLength;
  }
  return file;
}

/**
 * The vectors of a segment that are wanted and whole. What is damaged is left out, so that it is computed again: a file that
 * is no segment of this vector size gives nothing, a cut or altered record is skipped.
 */
export function decodeSegment(file: Uint8Array, size: number, wanted: ReadonlySet<string>): Map<string, Float32Array> {
  const found = new Map<string, Float32Array>();
  if (file.length < HEADER) return found;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== VERSION || view.getUint32(8, true) !== size) return found;
  const recordLength = HASH + 4 * size + 4;
  const records = Math.min(view.getUint32(12, true), Math.floor((file.length - HEADER) / recordLength));
  for (let record = 0; record < records; record += 1) {
    const at = HEADER + record * recordLength;
    const sha256 = Buffer.from(file.buffer, file.byteOffset + at, HASH).toString('hex');
    if (!wanted.has(sha256) || crc32(file.subarray(at, at + recordLength - 4)) !== view.getUint32(at + recordLength - 4, true))
      continue;
    // a copy of its own: the record need not lie on a multiple of four
    found.set(sha256, new Float32Array(new Uint8Array(file.subarray(at + HASH, at + recordLength - 4)).buffer));
  }
  return found;
}
