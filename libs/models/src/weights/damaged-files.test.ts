import { AppError } from '@sagittal/contracts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readKerasH5 } from './keras-h5.ts';
import { readSafetensors } from './safetensors.ts';
import { kerasFiles, kerasTensors } from './testing/keras-files.ts';
import { expectBytes, parseTfjsManifest, readTfjsGroup } from './tfjs-layers.ts';

/** A file of some hundred kilobytes is read in milliseconds; anything near this is a loop. */
const LONGEST_MS = 2_000;
const TIMEOUT_MS = 240_000;

type Damage = readonly { readonly at: number; readonly byte: number }[];

/** Places are shares of the file, half of them in its first kilobytes, where structure is. */
const damage: fc.Arbitrary<{ flips: Damage; kept: number }> = fc.record({
  flips: fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.nat(255) }), { maxLength: 6 }),
  kept: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) }),
});

function damaged(bytes: Uint8Array, { flips, kept }: { flips: Damage; kept: number }): Uint8Array {
  const copy = bytes.slice(0, Math.round(kept * bytes.length));
  flips.forEach(({ at, byte }, index) => {
    const span = index % 2 === 0 ? copy.length : Math.min(copy.length, 4096);
    if (span > 0) copy[Math.min(span - 1, Math.floor(at * span))] = byte;
  });
  return copy;
}

/** Reads, or refuses with an error for people, soon. */
function survives(read: () => void): void {
  const began = performance.now();
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect(['WEIGHTS_CORRUPT', 'WEIGHTS_MISMATCH']).toContain(error instanceof AppError ? error.code : '');
  }
  expect(performance.now() - began).toBeLessThan(LONGEST_MS);
}

describe('damaged files', () => {
  // the HDF5 library tells of attributes that it cannot read
  beforeAll(() => void vi.spyOn(console, 'warn').mockImplementation(() => undefined));
  afterAll(() => vi.restoreAllMocks());

  it.each([...kerasFiles])(
    'of Keras, layout "%s"',
    (_layout, bytes) => {
      fc.assert(
        fc.property(damage, (how) => survives(() => readKerasH5(damaged(bytes, how), 'damaged.h5'))),
        { numRuns: 300 },
      );
    },
    TIMEOUT_MS,
  );

  it('of safetensors', () => {
    let at = 0;
    const header = Object.fromEntries(
      [...kerasTensors].map(([name, { shape, data }]) => {
        const range = [at, at + data.byteLength];
        at += data.byteLength;
        return [name, { dtype: 'F32', shape, data_offsets: range }];
      }),
    );
    const text = new TextEncoder().encode(JSON.stringify(header));
    const bytes = new Uint8Array(8 + text.length + at);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
    bytes.set(text, 8);
    expect(readSafetensors(bytes, 'whole.safetensors').size).toBe(kerasTensors.size);
    fc.assert(
      fc.property(damage, (how) => survives(() => readSafetensors(damaged(bytes, how), 'damaged.safetensors'))),
      { numRuns: 2_000 },
    );
  });

  it('of TensorFlow.js', () => {
    const text = new TextEncoder().encode(
      JSON.stringify({
        weightsManifest: [
          {
            paths: ['a.bin'],
            weights: [
              { name: 'a', shape: [2, 3], dtype: 'float32', quantization: { dtype: 'uint8', scale: 0.5, min: -1 } },
              { name: 'b', shape: [2], dtype: 'float32' },
            ],
          },
        ],
      }),
    );
    const read = (json: Uint8Array): void => {
      for (const group of parseTfjsManifest(new TextDecoder().decode(json), 'model.json')) {
        expectBytes(group, 14);
        readTfjsGroup(group, new Uint8Array(14));
      }
    };
    read(text);
    fc.assert(
      fc.property(damage, (how) => survives(() => read(damaged(text, how)))),
      { numRuns: 2_000 },
    );
  });
});
