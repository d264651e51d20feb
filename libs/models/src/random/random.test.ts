import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dropoutMask } from './dropout-mask.ts';
import { philox } from './philox.ts';
import { shuffledIndices } from './shuffled-indices.ts';
import { RandomStream } from './stream.ts';

describe('philox', () => {
  // known answers of the authors' Random123 (kat_vectors, philox4x32 10 rounds)
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ] as const)('of counter %j and key %j is as published', (counter, [key0, key1], words) => {
    const out = new Uint32Array(4);
    philox(key0, key1, Uint32Array.from(counter), out);
    expect([...out]).toEqual([...words]);
  });
});

describe('a stream', () => {
  it('follows from its key alone and differs between keys', () => {
    const draw = (seed: number, stream: string, epoch: number): number[] => {
      const random = new RandomStream({ seed, stream, counters: [epoch] });
      return Array.from({ length: 9 }, () => random.bits());
    };
    expect(draw(1, 'a', 0)).toEqual(draw(1, 'a', 0));
    for (const other of [draw(2, 'a', 0), draw(1, 'b', 0), draw(1, 'a', 1)]) expect(other).not.toEqual(draw(1, 'a', 0));
  });

  it('is uniform', () => {
    const numbers = new Float32Array(100_000);
    new RandomStream({ seed: 5, stream: 'uniform' }).fillUniform(numbers);
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    expect(mean).toBeCloseTo(0.5, 2);
    expect(Math.max(...numbers.slice(0, 10_000))).toBeLessThan(1);
    const counts = new Array<number>(7).fill(0);
    const stream = new RandomStream({ seed: 5, stream: 'below' });
    for (let draw = 0; draw < 70_000; draw += 1) {
      const value = stream.below(7);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });
});

describe('shuffledIndices', () => {
  it('holds every index once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        fc.nat(1000),
        (count, seed, epoch) => {
          expect([...shuffledIndices({ seed, epoch, count })].toSorted((a, b) => a - b)).toEqual(
            Array.from({ length: count }, (_, index) => index),
          );
        },
      ),
    );
  });

  it('changes with the epoch', () => {
    expect([...shuffledIndices({ seed: 1, epoch: 1, count: 50 })]).not.toEqual([
      ...shuffledIndices({ seed: 1, epoch: 2, count: 50 }),
    ]);
  });
});

describe('dropoutMask', () => {
  const mask = (step: number): Float32Array =>
    dropoutMask({ seed: 1, epoch: 3, step, layer: 'head_dropout', rate: 0.2, size: 40_960 });

  it('drops the share it is told and keeps the mean', () => {
    const values = mask(7);
    const dropped = values.filter((value) => value === 0).length / values.length;
    expect(dropped).toBeCloseTo(0.2, 1);
    expect(new Set(values)).toEqual(new Set([0, Math.fround(1.25)]));
  });

  it('repeats for one key and changes with the step', () => {
    expect(mask(7)).toEqual(mask(7));
    expect(mask(7)).not.toEqual(mask(8));
  });
});
