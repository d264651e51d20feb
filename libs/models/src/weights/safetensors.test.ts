import { AppError } from '@sagittal/contracts';
import { describe, expect, it } from 'vitest';
import { readSafetensors } from './safetensors.ts';

type Header = Record<string, unknown>;

function fileOf(header: Header | string, data: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + data.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  file.set(data, 8 + text.length);
  return file;
}

const f32 = new Uint8Array(Float32Array.of(1.5, -2, 0.25).buffer);
const f16 = new Uint8Array(Uint16Array.of(0x3e00, 0xc000).buffer);
const bf16 = new Uint8Array(Uint16Array.of(0x3fc0, 0xc000, 0x7f80).buffer);
const data = new Uint8Array([...f16, ...f32, ...bf16]);
const header: Header = {
  __metadata__: { format: 'pt' },
  'blocks.0.weight': { dtype: 'F32', shape: [1, 3], data_offsets: [4, 16] },
  cls_token: { dtype: 'F16', shape: [2], data_offsets: [0, 4] },
  norm: { dtype: 'BF16', shape: [3], data_offsets: [16, 22] },
  nothing: { dtype: 'F32', shape: [0], data_offsets: [22, 22] },
};

function codeOf(file: Uint8Array): string {
  try {
    readSafetensors(file, 'small.safetensors');
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'read';
}

describe('a safetensors file', () => {
  it('is read in single, half and brain precision', () => {
    const read = readSafetensors(fileOf(header, data), 'small.safetensors');
    expect(Object.fromEntries([...read].map(([name, tensor]) => [name, [tensor.shape, [...tensor.data]]]))).toEqual({
      'blocks.0.weight': [
        [1, 3],
        [1.5, -2, 0.25],
      ],
      cls_token: [[2], [1.5, -2]],
      norm: [[3], [1.5, -2, Infinity]],
      nothing: [[0], []],
    });
  });

  it('that was cut off or grew is refused', () => {
    const file = fileOf(header, data);
    expect(codeOf(file.slice(0, -1))).toBe('WEIGHTS_CORRUPT');
    expect(codeOf(file.slice(0, 30))).toBe('WEIGHTS_CORRUPT');
    expect(codeOf(file.slice(0, 3))).toBe('WEIGHTS_CORRUPT');
    expect(codeOf(new Uint8Array([...file, 0]))).toBe('WEIGHTS_CORRUPT');
  });

  it('whose header lies is refused before anything is read', () => {
    const tensor = (entry: unknown) => fileOf({ a: entry }, f32);
    expect(codeOf(tensor({ dtype: 'F32', shape: [3], data_offsets: [0, 12] }))).toBe('read');
    for (const entry of [
      { dtype: 'F32', shape: [2], data_offsets: [0, 12] },
      { dtype: 'F32', shape: [3], data_offsets: [4, 16] },
      { dtype: 'F32', shape: [-3], data_offsets: [0, 12] },
      { dtype: 'F32', shape: [1.5, 2], data_offsets: [0, 12] },
      { dtype: 'F32', shape: [2 ** 40, 2 ** 40], data_offsets: [0, 12] },
      { dtype: 'F32', shape: [3] },
      { dtype: 7, shape: [3], data_offsets: [0, 12] },
      [],
      null,
    ]) {
      expect(codeOf(tensor(entry)), JSON.stringify(entry)).toBe('WEIGHTS_CORRUPT');
    }
    const twice = { dtype: 'F32', shape: [3], data_offsets: [0, 12] };
    expect(codeOf(fileOf({ a: twice, b: twice }, f32))).toBe('WEIGHTS_CORRUPT');
    expect(codeOf(fileOf('[]', f32))).toBe('WEIGHTS_CORRUPT');
    expect(codeOf(fileOf('{', f32))).toBe('WEIGHTS_CORRUPT');
  });

  it('of another number format says so', () => {
    expect(codeOf(fileOf({ a: { dtype: 'I64', shape: [1], data_offsets: [0, 8] } }, new Uint8Array(8)))).toBe('WEIGHTS_MISMATCH');
    expect(codeOf(fileOf({ a: { dtype: 'constructor', shape: [1], data_offsets: [0, 8] } }, new Uint8Array(8)))).toBe(
      'WEIGHTS_MISMATCH',
    );
  });
});
