import { windowAxis, type Op, type Program, type ValueType } from '@sagittal/models';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { expectComputable } from './ops/table.ts';
import type { TfjsRuntime } from './runtime.ts';
import { compare, programOf } from './testing/compare.ts';
import { testRuntime, testRuntimes } from './testing/runtimes.ts';

type Types = Readonly<Record<string, ValueType>>;

const each = (...shape: number[]): ValueType => ({ shape, batched: true });
const one = (...shape: number[]): ValueType => ({ shape, batched: false });

function op(kind: Op['kind'], inputs: string, outputs: string, attributes: object = {}): Op {
  const names = (list: string): string[] => list.split(' ').filter((name) => name !== '');
  return { kind, inputs: names(inputs), outputs: names(outputs), attributes } as unknown as Op;
}

const windows = fc.record({
  height: fc.integer({ min: 3, max: 13 }),
  width: fc.integer({ min: 3, max: 13 }),
  channels: fc.integer({ min: 1, max: 9 }),
  filters: fc.integer({ min: 1, max: 9 }),
  kernel: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  padding: fc.constantFrom('same' as const, 'valid' as const, 0, 1),
  batch: fc.integer({ min: 1, max: 3 }),
  seed: fc.nat(1000),
});

/** Leaves out what WebAssembly does not compute: gradients of windows. */
function computable(runtime: TfjsRuntime, types: Types, ops: readonly Op[]): Program {
  return programOf(
    types,
    ops.filter((single) => {
      try {
        expectComputable(programOf(types, [single]), runtime.native);
        return true;
      } catch {
        return false;
      }
    }),
  );
}

/** Few different numbers, below 0 too, so that windows have equal maxima. */
function fewValues(length: number, seed: number): number[] {
  return Array.from({ length }, (_, index) => ((index * 7919 + seed * 104729) % 5) - 3);
}

describe.each(testRuntimes)('on %s', (name) => {
  it.for(['conv', 'depthwiseConv'] as const)('%s and its gradients, any window', async (kind, { skip }) => {
    const runtime = await testRuntime(name, skip);
    await fc.assert(
      fc.asyncProperty(windows, async ({ height, width, channels, filters, kernel, strides, padding, batch, seed }) => {
        const depthwise = kind === 'depthwiseConv';
        const made = depthwise ? channels : filters;
        const [x, y] = [
          each(height, width, channels),
          each(
            windowAxis(height, kernel[0], strides[0], padding).output,
            windowAxis(width, kernel[1], strides[1], padding).output,
            made,
          ),
        ];
        const k = one(...kernel, channels, depthwise ? 1 : filters);
        const types = { x, k, b: one(made), y, bare: y, dy: y, dx: x, dk: k, db: one(made) };
        const attributes = { strides, padding };
        await compare(
          runtime,
          computable(runtime, types, [
            op(kind, 'x k b', 'y', attributes),
            op(kind, 'x k', 'bare', attributes),
            op(`${kind}GradInput`, 'dy k', 'dx', attributes),
            op(`${kind}GradWeight`, 'x dy', 'dk', attributes),
            op('channelSum', 'dy', 'db'),
          ]),
          { batch, seed, sums: true },
        );
      }),
      { numRuns: 200 },
    );
  });

  it('max and average pools and their gradients, any window, equal neighbours included', async ({ skip }) => {
    const runtime = await testRuntime(name, skip);
    await fc.assert(
      fc.asyncProperty(windows, async ({ height, width, channels, kernel, strides, padding, batch, seed }) => {
        // a window that lies in the padding alone has no maximum and no mean
        fc.pre(typeof padding === 'string' || padding < Math.min(...kernel));
        const x = each(height, width, channels);
        const y = each(
          windowAxis(height, kernel[0], strides[0], padding).output,
          windowAxis(width, kernel[1], strides[1], padding).output,
          channels,
        );
        const attributes = { pool: kernel, strides, padding };
        const types = { x, y, dy: y, dx: x, mean: y, dmean: x };
        await compare(
          runtime,
          computable(runtime, types, [
            op('poolMax', 'x', 'y', attributes),
            op('poolMaxGrad', 'x y dy', 'dx', attributes),
            op('poolAverage', 'x', 'mean', attributes),
            op('poolAverageGrad', 'dy', 'dmean', attributes),
          ]),
          { batch, seed, data: { x: fewValues(batch * height * width * channels, seed) }, sums: true },
        );
      }),
      { numRuns: 200 },
    );
  });

  it('batch norm with its gradients and moving average, also of one position', async ({ skip }) => {
    const runtime = await testRuntime(name, skip);
    for (const [shape, batch] of [
      [[7, 5, 6], 4],
      [[1, 1, 6], 2],
      [[6], 5],
    ] as const) {
      const [value, vector] = [each(...shape), one(6)];
      const types = {
        ...{ x: value, gamma: vector, beta: vector, y: value, mean: vector, variance: vector },
        ...{ dy: value, dx: value, dgamma: vector, dbeta: vector, moving: vector, next: vector },
      };
      await compare(
        runtime,
        programOf(types, [
          op('batchNorm', 'x gamma beta', 'y mean variance', { epsilon: 1e-3 }),
          op('batchNormGrad', 'dy x gamma mean variance', 'dx dgamma dbeta', { epsilon: 1e-3 }),
          op('movingAverage', 'moving mean', 'next', { momentum: 0.99 }),
        ]),
        { batch, sums: true },
      );
    }
  });

  it('normalisation by given statistics, on maps and vectors', async ({ skip }) => {
    const runtime = await testRuntime(name, skip);
    for (const shape of [[5, 4, 3], [3]]) {
      const [value, vector] = [each(...shape), one(3)];
      const types = {
        ...{ x: value, mean: vector, variance: vector, gamma: vector, beta: vector },
        ...{ a: value, b: value, dy: value, da: value, db: value },
      };
      await compare(
        runtime,
        programOf(types, [
          op('normalize', 'x mean variance', 'a', { epsilon: 1e-3 }),
          op('normalize', 'x mean variance gamma beta', 'b', { epsilon: 1e-3 }),
          op('normalizeGradInput', 'dy variance', 'da', { epsilon: 1e-3 }),
          op('normalizeGradInput', 'dy variance gamma', 'db', { epsilon: 1e-3 }),
        ]),
        { batch: 2, data: { variance: [0.3, 1.7, 0.9] } },
      );
    }
  });

  it('what works on each number alone', async ({ skip }) => {
    const runtime = await testRuntime(name, skip);
    const map = each(5, 4, 3);
    const names = ['x', 'dy', 'scaled', 'r', 'dr', 'r6', 'dr6', 'r2', 'dr2', 's', 'ds', 'w', 'dw', 'g', 'dg', 'sum', 'product'];
    const types: Types = { ...Object.fromEntries(names.map((value) => [value, map])), shared: one(5, 4, 3), shifted: map };
    const spread = Array.from({ length: 2 * 60 }, (_, index) => 9 * Math.sin(index));
    await compare(
      runtime,
      programOf(types, [
        op('rescale', 'x', 'scaled', { scale: [0.5, 2, -1], offset: [1, 0, -3] }),
        op('relu', 'x', 'r', { max: null }),
        op('reluGrad', 'dy r', 'dr', { max: null }),
        op('relu', 'x', 'r6', { max: 6 }),
        op('reluGrad', 'dy r6', 'dr6', { max: 6 }),
        op('relu', 'x', 'r2', { max: 2 }),
        op('reluGrad', 'dy r2', 'dr2', { max: 2 }),
        op('sigmoid', 'x', 's'),
        op('sigmoidGrad', 'dy s', 'ds'),
        op('swish', 'x', 'w'),
        op('swishGrad', 'dy x', 'dw'),
        op('gelu', 'x', 'g'),
        op('geluGrad', 'dy x', 'dg'),
        op('add', 'x dy', 'sum'),
        op('add', 'x shared', 'shifted'),
        op('multiply', 'x dy', 'product'),
      ]),
      { batch: 2, data: { x: spread } },
    );
  });

  it('what joins, cuts and reshapes', async ({ skip }) => {
    const runtime = await testRuntime(name, skip);
    const types = {
      ...{ a: each(3, 4, 2), b: each(3, 4, 5), joined: each(3, 4, 7), part: each(3, 4, 3), flat: each(84), again: each(12, 7) },
      ...{ tokens: each(6, 4), token: one(4), longer: each(7, 4), taken: each(3, 4), padded: each(7, 4), summed: one(7, 4) },
      ...{ pooled: each(2), spread: each(3, 4, 2), ones: one(4) },
    };
    await compare(
      runtime,
      programOf(types, [
        op('concat', 'a b', 'joined'),
        op('slice', 'joined', 'part', { from: 2 }),
        op('reshape', 'joined', 'flat'),
        op('reshape', 'flat', 'again'),
        op('prependToken', 'tokens token', 'longer'),
        op('takeTokens', 'longer', 'taken', { from: 1 }),
        op('padTokens', 'taken', 'padded', { from: 1 }),
        op('batchSum', 'longer', 'summed'),
        op('globalAverage', 'a', 'pooled'),
        op('globalAverageGrad', 'pooled', 'spread'),
        op('constant', '', 'ones', { value: 1.5 }),
      ]),
      { batch: 3 },
    );
  });

  it('gates by channel and by image', async ({ skip }) => {
    const runtime = await testRuntime(name, skip);
    for (const gate of [each(5), each(1, 1, 5)]) {
      const map = each(4, 3, 5);
      await compare(
        runtime,
        programOf({ x: map, dy: map, gate, y: map, dgate: gate, keep: each(), dropped: map }, [
          op('scaleChannels', 'x gate', 'y'),
          op('channelDot', 'dy x', 'dgate'),
          op('scaleImages', 'x keep', 'dropped'),
        ]),
        { batch: 3, sums: true },
      );
    }
  });

  it('attention and layer norm with their gradients', async ({ skip }) => {
    const runtime = await testRuntime(name, skip);
    const [tokens, heads, width] = [5, 2, 3];
    const [packed, result, row] = [each(tokens, 3 * heads * width), each(tokens, heads * width), each(tokens, 1)];
    const vector = one(heads * width);
    const types = {
      ...{ qkv: packed, y: result, alone: result, p: each(heads * tokens, tokens), dy: result, dqkv: packed },
      ...{ gamma: vector, beta: vector, n: result, mean: row, inverse: row, dx: result, dgamma: vector, dbeta: vector },
    };
    await compare(
      runtime,
      programOf(types, [
        op('attention', 'qkv', 'y p', { heads }),
        op('attention', 'qkv', 'alone', { heads }),
        op('attentionGrad', 'dy qkv p', 'dqkv', { heads }),
        op('layerNorm', 'y gamma beta', 'n mean inverse', { epsilon: 1e-3 }),
        op('layerNormGrad', 'dy y gamma mean inverse', 'dx dgamma dbeta'),
      ]),
      { batch: 2, sums: true },
    );
  });

  it('dense layers of vectors and of tokens with their gradients', async ({ skip }) => {
    const runtime = await testRuntime(name, skip);
    for (const leading of [[], [5]]) {
      const [x, y, k] = [each(...leading, 7), each(...leading, 4), one(7, 4)];
      await compare(
        runtime,
        programOf({ x, k, b: one(4), y, bare: y, dy: y, dx: x, dk: k }, [
          op('dense', 'x k b', 'y'),
          op('dense', 'x k', 'bare'),
          op('denseGradInput', 'dy k', 'dx'),
          op('denseGradWeight', 'x dy', 'dk'),
        ]),
        { batch: 3, sums: true },
      );
    }
  });

  it('a softmax of large logits stays finite', async ({ skip }) => {
    const runtime = await testRuntime(name, skip);
    const logits = each(3);
    await compare(
      runtime,
      programOf({ logits, targets: logits, weights: each(), p: logits, loss: one(), gradient: logits }, [
        op('softmax', 'logits', 'p'),
        op('softmaxCrossEntropy', 'logits targets weights', 'loss'),
        op('softmaxCrossEntropyGrad', 'p targets weights', 'gradient'),
      ]),
      { batch: 2, data: { logits: [200, -200, 0, 1, 2, 3], targets: [0, 1, 0, 0.2, 0.3, 0.5] } },
    );
  });

  it('every optimizer', async ({ skip }) => {
    const runtime = await testRuntime(name, skip);
    const names = [
      'p',
      'g',
      'm',
      'v',
      'a',
      'p1',
      'm1',
      'v1',
      'p2',
      'm2',
      'v2',
      'p3',
      'v3',
      'm3',
      'a3',
      'p4',
      'v4',
      'p5',
      'p6',
      'm6',
    ];
    const types: Types = { ...Object.fromEntries(names.map((value) => [value, one(6)])), rate: one(), decay: one() };
    const moments = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
    await compare(
      runtime,
      programOf(types, [
        op('adam', 'p g m v rate', 'p1 m1 v1', moments),
        op('adamw', 'p g m v rate decay', 'p2 m2 v2', moments),
        op('rmsprop', 'p g v m a rate', 'p3 v3 m3 a3', { rho: 0.9, momentum: 0.5, epsilon: 1e-7, centered: true }),
        op('rmsprop', 'p g v rate', 'p4 v4', { rho: 0.9, momentum: 0, epsilon: 1e-7, centered: false }),
        op('sgd', 'p g rate', 'p5', { momentum: 0, nesterov: false }),
        op('sgd', 'p g m rate', 'p6 m6', { momentum: 0.9, nesterov: true }),
      ]),
      { batch: 1, data: { v: [0.4, 0.9, 0.5, 0.7, 0.6, 1.5], rate: [0.01], decay: [0.004] } },
    );
  });
});
