import type { Tensor } from '@sagittal/models';

/** Bytes that the header's end is brought to, so that the numbers behind it can be read in place. */
const ALIGNMENT = 8;

/**
 * Tensors as a safetensors file (huggingface.co/docs/safetensors: 8 bytes little-endian length of a JSON header, the header
 * with dtype, shape and offsets of each tensor, then the numbers, row-major, little-endian). Any Python or Rust reader
 * takes it.
 *
 * @param tensors float32; written in this order
 * @param metadata texts for the header's `__metadata__`
 */
export function encodeSafetensors(tensors: ReadonlyMap<string, Tensor>, metadata: Readonly<Record<string, string>>): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const [name, { shape, data }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(text.length / ALIGNMENT) * ALIGNMENT;
  const file = new Uint8Array(8 + headerLength + offset);
  const view = new DataView(file.buffer);
  view.setBigUint64(0, BigInt(headerLength), true);
  file.fill(0x20, 8, 8 + headerLength);
  file.set(text, 8);
  let at = 8 + headerLength;
  for (const { data } of tensors.values()) {
    // x86-64 and ARM are little-endian, as the format is
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return file;
}
