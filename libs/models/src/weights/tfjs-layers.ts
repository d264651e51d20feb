import { AppError } from '@sagittal/contracts';
import { sizeOf } from '../graph/expect-shape.ts';
import type { Parameters, Tensor } from '../graph/graph.ts';
import { corrupt } from './corrupt.ts';
import { decodeFloat16 } from './float16.ts';

/** How the numbers of a tensor lie in a shard. */
type Storage =
  | { readonly kind: 'float32' }
  | { readonly kind: 'float16' }
  /** q · scale + minimum */
  | { readonly kind: 'uint8' | 'uint16'; readonly scale: number; readonly minimum: number };

const WIDTHS: Readonly<Record<Storage['kind'], number>> = { float32: 4, float16: 2, uint8: 1, uint16: 2 };

/** One group of a TF.js weights manifest: shard files whose bytes, joined, hold the tensors one after the other. */
export interface TfjsGroup {
  readonly paths: readonly string[];
  readonly tensors: readonly { readonly name: string; readonly shape: readonly number[]; readonly storage: Storage }[];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseTensor(entry: unknown, item: string): TfjsGroup['tensors'][number] {
  if (!isRecord(entry) || typeof entry['name'] !== 'string' || !Array.isArray(entry['shape']))
    throw corrupt(item, `${item} describes a tensor that has no name or shape.`);
  const { name, quantization } = entry;
  const shape: unknown[] = entry['shape'];
  if (!shape.every((length): length is number => typeof length === 'number' && Number.isInteger(length) && length >= 0)) {
    throw corrupt(item, `${item} gives tensor ${name} a shape that is none.`);
  }
  const storage = entry['dtype'] === 'float32' ? parseStorage(quantization) : null;
  if (storage === null) {
    throw new AppError('WEIGHTS_MISMATCH', {
      message: `Tensor ${name} of ${item} is neither float32 nor float16, nor quantised to uint8 or uint16.`,
      item,
      hint: 'Convert the weights with float32 or float16.',
    });
  }
  return { name, shape, storage };
}

function parseStorage(quantization: unknown): Storage | null {
  if (quantization === undefined) return { kind: 'float32' };
  if (!isRecord(quantization)) return null;
  const { dtype, scale, min: minimum } = quantization;
  if (dtype === 'float16') return { kind: 'float16' };
  if (dtype !== 'uint8' && dtype !== 'uint16') return null;
  return typeof scale === 'number' && typeof minimum === 'number' ? { kind: dtype, scale, minimum } : null;
}

function decode(bytes: ArrayBuffer, storage: Storage): Float32Array {
  switch (storage.kind) {
    case 'float32':
      return new Float32Array(bytes);
    case 'float16':
      return decodeFloat16(new Uint16Array(bytes));
    case 'uint8':
    case 'uint16': {
      const { scale, minimum } = storage;
      return Float32Array.from(
        storage.kind === 'uint8' ? new Uint8Array(bytes) : new Uint16Array(bytes),
        (q) => q * scale + minimum,
      );
    }
  }
}

/**
 * Reads the `weightsManifest` of a TF.js layers model's model.json.
 * Format: https://github.com/tensorflow/tfjs/tree/master/tfjs-converter (weightsManifest, quantization).
 * @throws AppError WEIGHTS_CORRUPT, WEIGHTS_MISMATCH (a number format that is not read).
 */
export function parseTfjsManifest(json: string, item: string): readonly TfjsGroup[] {
  let model: unknown;
  try {
    model = JSON.parse(json);
  } catch (error) {
    throw corrupt(item, `${item} is no JSON.`, { cause: error });
  }
  if (!isRecord(model) || !Array.isArray(model['weightsManifest'])) throw corrupt(item, `${item} has no weightsManifest.`);
  return model['weightsManifest'].map((group: unknown): TfjsGroup => {
    if (!isRecord(group) || !Array.isArray(group['paths']) || !Array.isArray(group['weights']))
      throw corrupt(item, `${item} has a group without paths or weights.`);
    const paths: unknown[] = group['paths'];
    if (!paths.every((path): path is string => typeof path === 'string' && path !== '' && !/[/\\]|^\.\.?$/.test(path))) {
      throw corrupt(item, `${item} names a shard that is no plain file name.`);
    }
    return { paths, tensors: group['weights'].map((entry: unknown) => parseTensor(entry, item)) };
  });
}

/** @throws AppError WEIGHTS_CORRUPT where the tensors of a group need another number of bytes than are given */
export function expectBytes(group: TfjsGroup, given: number): void {
  const wanted = group.tensors.reduce((sum, tensor) => sum + sizeOf(tensor.shape) * WIDTHS[tensor.storage.kind], 0);
  if (given === wanted) return;
  const item = group.paths.join(', ');
  throw corrupt(item, `The weights files ${item} hold ${String(given)} bytes in all, where ${String(wanted)} are described.`);
}

/**
 * Cuts the joined bytes of one group's shards into tensors.
 * @throws AppError WEIGHTS_CORRUPT where there are fewer or more bytes than the tensors need.
 */
export function readTfjsGroup(group: TfjsGroup, bytes: Uint8Array): Parameters {
  expectBytes(group, bytes.byteLength);
  let offset = 0;
  return new Map(
    group.tensors.map(({ name, shape, storage }): [string, Tensor] => {
      const length = sizeOf(shape) * WIDTHS[storage.kind];
      // a copy: slice() of a Buffer would share its memory, and an offset need not be a multiple of four
      const slice = new Uint8Array(bytes.subarray(offset, offset + length)).buffer;
      offset += length;
      return [name, { shape, data: decode(slice, storage) }];
    }),
  );
}
