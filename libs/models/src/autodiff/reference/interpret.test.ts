import fc from 'fast-check';
import { expect, it } from 'vitest';
import { windowAxis } from '../../graph/windows.ts';
import { RandomStream } from '../../random/stream.ts';
import type { Op, Program, ValueType } from '../ops.ts';
import { interpret } from './interpret.ts';

function run(
  ops: readonly Op[],
  types: Readonly<Record<string, ValueType>>,
  given: Readonly<Record<string, ArrayLike<number>>>,
  batch = 1,
): ReadonlyMap<string, Float64Array> {
  const program: Program = { values: new Map(Object.entries(types)), ops };
  return interpret(program, batch, new Map(Object.entries(given)));
}

function dot(a: ArrayLike<number> = [], b: ArrayLike<number> = []): number {
  return Array.from(a).reduce((sum, value, index) => sum + value * (b[index] ?? NaN), 0);
}

const window = fc.record({
  height: fc.integer({ min: 3, max: 8 }),
  width: fc.integer({ min: 3, max: 8 }),
  kernel: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  padding: fc.constantFrom('same' as const, 'valid' as const),
  seed: fc.nat(1000),
});

it.each(['conv', 'depthwiseConv'] as const)('%s and its gradients are adjoint for any window', (kind) => {
  fc.assert(
    fc.property(window, ({ height, width, kernel, strides, padding, seed }) => {
      const filters = kind === 'conv' ? 3 : 2;
      const rows = windowAxis(height, kernel[0], strides[0], padding).output;
      const columns = windowAxis(width, kernel[1], strides[1], padding).output;
      const types = {
        x: { shape: [height, width, 2], batched: true },
        k: { shape: [...kernel, 2, kind === 'conv' ? filters : 1], batched: false },
        y: { shape: [rows, columns, filters], batched: true },
      };
      const random = new RandomStream({ seed, stream: 'adjoint' });
      const draw = (length: number): number[] => Array.from({ length }, () => random.uniform() - 0.5);
      const given = {
        x: draw(2 * height * width * 2),
        k: draw(kernel[0] * kernel[1] * 2 * (kind === 'conv' ? filters : 1)),
        dy: draw(2 * rows * columns * filters),
      };
      const attributes = { strides, padding };
      const values = run(
        [
          { kind, inputs: ['x', 'k'], outputs: ['y'], attributes },
          { kind: `${kind}GradInput`, inputs: ['dy', 'k'], outputs: ['dx'], attributes },
          { kind: `${kind}GradWeight`, inputs: ['x', 'dy'], outputs: ['dk'], attributes },
        ],
        { ...types, dx: types.x, dk: types.k, dy: types.y },
        given,
        2,
      );
      const product = dot(values.get('y'), given.dy);
      expect(dot(values.get('dx'), given.x)).toBeCloseTo(product, 9);
      expect(dot(values.get('dk'), given.k)).toBeCloseTo(product, 9);
    }),
    { numRuns: 60 },
  );
});

it('sends the gradient of equal maxima to the first, and adds up where windows overlap', () => {
  const map = { shape: [3, 3, 1], batched: true };
  const pooled = { shape: [2, 2, 1], batched: true };
  const attributes = { pool: [2, 2], strides: [1, 1], padding: 'valid' } as const;
  const values = run(
    [
      { kind: 'poolMax', inputs: ['x'], outputs: ['y'], attributes },
      { kind: 'poolMaxGrad', inputs: ['x', 'y', 'dy'], outputs: ['dx'], attributes },
    ],
    { x: map, y: pooled, dy: pooled, dx: map },
    { x: [1, 1, 0, 1, 1, 0, 0, 0, 0], dy: [1, 10, 100, 1000] },
  );
  expect([...(values.get('y') ?? [])]).toEqual([1, 1, 1, 1]);
  expect([...(values.get('dx') ?? [])]).toEqual([1, 10, 0, 100, 1000, 0, 0, 0, 0]);
});

it('pads below any value: a pool of negative numbers at the edge stays negative', () => {
  const map = { shape: [3, 3, 1], batched: true };
  const values = run(
    [{ kind: 'poolMax', inputs: ['x'], outputs: ['y'], attributes: { pool: [2, 2], strides: [2, 2], padding: 'same' } }],
    { x: map, y: { shape: [2, 2, 1], batched: true } },
    { x: [-9, -8, -7, -6, -5, -4, -3, -2, -1] },
  );
  expect([...(values.get('y') ?? [])]).toEqual([-5, -4, -2, -1]);
});

it('names what is missing', () => {
  const map = { shape: [2], batched: true };
  expect(() =>
    run([{ kind: 'add', inputs: ['a', 'b'], outputs: ['c'], attributes: {} }], { a: map, b: map, c: map }, { a: [1, 2] }),
  ).toThrow(/b is not given/);
  expect(() => run([], { a: map }, { a: [1] })).toThrow(/a has 1 numbers/);
});
