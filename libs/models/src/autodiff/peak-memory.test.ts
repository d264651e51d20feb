import { describe, expect, test } from 'vitest';
import type { Op, Program } from './ops.ts';
import { largestNeed, liveValues } from './peak-memory.ts';

/** Values of so many numbers an image; `w` is one for all. */
function program(sizes: Readonly<Record<string, number>>, ops: readonly Op[]): Program {
  return {
    values: new Map(Object.entries(sizes).map(([name, size]) => [name, { shape: [size], batched: !name.startsWith('w') }])),
    ops,
  };
}
const op = (kind: 'dense' | 'relu' | 'add' | 'reshape' | 'denseGradWeight', inputs: string[], output: string): Op =>
  kind === 'relu'
    ? { kind, inputs, outputs: [output], attributes: { max: null } }
    : { kind, inputs, outputs: [output], attributes: {} };

/** Numbers of one image that live at each op. */
function lives(sizes: Readonly<Record<string, number>>, ops: readonly Op[], results: string[]): number[] {
  return liveValues(program(sizes, ops), new Set(results)).map(({ perImage }) => perImage / 4);
}

describe('the values that live at one time', () => {
  test('a value lives from its op to the last that reads it; what is given is not counted', () => {
    const sizes = { x: 100, a: 10, b: 20, c: 5 };
    const ops = [op('dense', ['x'], 'a'), op('dense', ['a'], 'b'), op('dense', ['b'], 'c')];
    expect(lives(sizes, ops, ['c'])).toEqual([10, 30, 25]);
    expect(lives(sizes, ops, ['a', 'c'])).toEqual([10, 30, 35]);
  });

  test('an op may write over its input where nobody reads that later', () => {
    const sizes = { x: 1, a: 10, b: 10, c: 10 };
    const ops = [op('dense', ['x'], 'a'), op('relu', ['a'], 'b'), op('dense', ['b'], 'c')];
    expect(lives(sizes, ops, ['c'])).toEqual([10, 10, 20]);
    const readAgain = [...ops.slice(0, 2), op('add', ['b', 'a'], 'c')];
    expect(lives(sizes, readAgain, ['c'])).toEqual([10, 20, 20]);
  });

  test('another shape is the same memory, and keeps it', () => {
    const sizes = { x: 1, a: 10, b: 10, c: 3 };
    const ops = [op('dense', ['x'], 'a'), op('reshape', ['a'], 'b'), op('dense', ['b'], 'c')];
    expect(lives(sizes, ops, ['c'])).toEqual([10, 10, 13]);
    expect(lives(sizes, [...ops.slice(0, 2), op('dense', ['x'], 'c')], ['a', 'c'])).toEqual([10, 10, 13]);
  });

  test('the peak is the largest need of the batch; gradients of weights do not grow with it', () => {
    const sizes = { x: 1, a: 10, b: 2, w: 1000 };
    const ops = [op('dense', ['x'], 'a'), op('denseGradWeight', ['x', 'a'], 'w'), op('dense', ['x'], 'b')];
    const needs = liveValues(program(sizes, ops), new Set(['w', 'b']), () => 100);
    expect(needs).toEqual([
      { fixed: 0, perImage: 140 },
      { fixed: 4000, perImage: 140 },
      { fixed: 4000, perImage: 108 },
    ]);
    expect(largestNeed(needs, 5)).toBe(4700);
    expect(largestNeed([], 5)).toBe(0);
  });
});
