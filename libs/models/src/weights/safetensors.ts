import { AppError } from '@sagittal/contracts';
import { sizeOf } from '../graph/expect-shape.ts';
import type { Parameters, Tensor } from '../graph/graph.ts';
import { corrupt } from './corrupt.ts';
import { decodeFloat16 } from './float16.ts';

/** What the format allows for its header. */
const LONGEST_HEADER = 100_000_000;

const DECODERS: Readonly<Record<string, { readonly width: number; decode: (bytes: ArrayBuffer) => Float32Array }>> = {
  F32: { width: 4, decode: (bytes) => new Float32Array(bytes) },
  F16: { width: 2, decode: (bytes) => decodeFloat16(new Uint16Array(bytes)) },
  BF16: { width: 2, decode: (bytes) => decodeBfloat16(new Uint16Array(bytes)) },
};

/** bfloat16 is the upper half of a single-precision number. */
function decodeBfloat16(halves: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(halves, (half) => half << 16).buffer);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'number' && Number.isSafeInteger(entry) && entry >= 0);
}

/**
 * Tensors of a safetensors file (huggingface.co/docs/safetensors), in the order of its header. As the format asks, the
 * tensors' ranges must cover the file without holes or overlaps.
 *
 * @throws AppError WEIGHTS_CORRUPT; WEIGHTS_MISMATCH for a number format other than F32, F16 and BF16
 */
export function readSafetensors(bytes: Uint8Array, item: string): Parameters {
  const header = readHeader(bytes, item);
  const entries = Object.entries(header.tensors)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => parseEntry(name, entry, item));
  // before anything is decoded: ranges that lie over each other would make much of a small file
  let at = 0;
  for (const { from, to } of [...entries].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (from !== at) throw corrupt(item, `The tensors of ${item} overlap or leave holes.`);
    at = to;
  }
  if (header.end + at !== bytes.byteLength)
    throw corrupt(item, `${item} has ${String(bytes.byteLength)} bytes, where its header describes ${String(header.end + at)}.`);
  return new Map(
    entries.map(({ name, shape, from, to, decode }): [string, Tensor] => {
      // a copy of its own: the range need not begin at a multiple of four
      const slice = new Uint8Array(bytes.subarray(header.end + from, header.end + to)).buffer;
      return [name, { shape, data: decode(slice) }];
    }),
  );
}

function parseEntry(name: string, entry: unknown, item: string) {
  const { dtype, shape, data_offsets: offsets } = isRecord(entry) ? entry : {};
  const [from, to] = isCounts(offsets) ? offsets : [];
  if (typeof dtype !== 'string' || !isCounts(shape) || from === undefined || to === undefined)
    throw corrupt(item, `${item} describes the tensor ${name} without type, shape and range.`);
  const decoder = Object.hasOwn(DECODERS, dtype) ? DECODERS[dtype] : undefined;
  if (decoder === undefined) {
    throw new AppError('WEIGHTS_MISMATCH', {
      message: `The tensor ${name} of ${item} is ${dtype}, where F32, F16 or BF16 is read.`,
      item: name,
      hint: 'Convert the weights to float32.',
    });
  }
  if (to - from !== sizeOf(shape) * decoder.width)
    throw corrupt(item, `The tensor ${name} of ${item} does not lie where its header says.`);
  return { name, shape, from, to, decode: decoder.decode };
}

function readHeader(
  bytes: Uint8Array,
  item: string,
): { readonly tensors: Readonly<Record<string, unknown>>; readonly end: number } {
  const length = bytes.byteLength < 8 ? Infinity : Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  if (length > LONGEST_HEADER || length + 8 > bytes.byteLength)
    throw corrupt(item, `${item} is cut off, or no safetensors file.`);
  let tensors: unknown;
  try {
    tensors = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + length)));
  } catch (error) {
    throw corrupt(item, `The header of ${item} is no JSON.`, { cause: error });
  }
  if (!isRecord(tensors)) throw corrupt(item, `The header of ${item} lists no tensors.`);
  return { tensors, end: 8 + length };
}
