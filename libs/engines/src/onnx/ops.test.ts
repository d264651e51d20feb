import {
  interpret,
  RandomStream,
  sizeOf,
  windowAxis,
  type Op,
  type Padding,
  type Program,
  type ValueType,
} from '@sagittal/models';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { probeBlock } from './blocked/probe-block.ts';
import { exposeChannelsLast, lowerInput, lowerProgram } from './lower-program.ts';
import { ModelWriter } from './model-writer.ts';
import { createSession, floatsOf, runSession, tensorOver } from './runtime.ts';

/**
 * Runs a program whose given values are drawn at random (or as told) in double and on ONNX Runtime, and compares the results: within
 * 1e-5 of a tensor's largest number. `sums`: for results that are sums of products, which may cancel to nearly nothing, within
 * 1e-6 of the largest sum of the terms' magnitudes will do.
 */
async function compare(
  program: Program,
  batch: number,
  given: readonly string[],
  results: readonly string[],
  options: { readonly seed?: number; readonly data?: ReadonlyMap<string, readonly number[]>; readonly sums?: boolean } = {},
): Promise<void> {
  const typeOf = (name: string): ValueType => {
    const type = program.values.get(name);
    if (type === undefined) throw new Error(`no value ${name}`);
    return type;
  };
  const random = new RandomStream({ seed: options.seed ?? 1, stream: 'ops' });
  const data = new Map(
    given.map((name) => {
      const { shape, batched } = typeOf(name);
      return [
        name,
        Float32Array.from(
          options.data?.get(name) ?? Array.from({ length: sizeOf(shape) * (batched ? batch : 1) }, () => random.uniform() - 0.5),
        ),
      ] as const;
    }),
  );
  const truth = interpret(program, batch, data);
  const magnitudes =
    options.sums === true
      ? interpret(program, batch, new Map([...data].map(([name, values]) => [name, values.map(Math.abs)])))
      : undefined;
  for (const block of new Set([null, await probeBlock()])) {
    const computed = await compute(program, batch, given, results, data, block);
    for (const name of results) {
      const what = `${name}, ${block === null ? 'standard operators' : 'blocked kernels'}`;
      const wanted = truth.get(name) ?? new Float64Array();
      const values = computed.get(name) ?? new Float32Array();
      expect(values.length, what).toBe(wanted.length);
      const largestOf = (numbers: Float64Array): number => numbers.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
      const allowed = Math.max(1e-5 * largestOf(wanted), 1e-6 * largestOf(magnitudes?.get(name) ?? new Float64Array()), 1e-11);
      const worst = wanted.reduce((max, value, index) => Math.max(max, Math.abs(value - (values[index] ?? NaN))), 0);
      expect(worst, what).toBeLessThan(allowed);
    }
  }
}

/** The results of a program on ONNX Runtime, by blocked kernels or by standard operators. */
async function compute(
  program: Program,
  batch: number,
  given: readonly string[],
  results: readonly string[],
  data: ReadonlyMap<string, Float32Array>,
  block: number | null,
): Promise<ReadonlyMap<string, Float32Array>> {
  const typeOf = (name: string): ValueType => program.values.get(name) ?? { shape: [], batched: false };
  const writer = new ModelWriter();
  const bound = new Map(
    given.map((name) => {
      const { shape, batched } = typeOf(name);
      return [
        name,
        batched ? lowerInput(writer, { name, shape }, 'float32', batch) : writer.input(name, 'float32', shape),
      ] as const;
    }),
  );
  const context = lowerProgram(program, writer, batch, bound, { block, results });
  const outputs = results.map((name) => [name, exposeChannelsLast(context, name)] as const);
  const session = await createSession(writer.model('ops'), 1);
  const feeds = Object.fromEntries(
    given.map((name) => {
      const { shape, batched } = typeOf(name);
      return [name, tensorOver(data.get(name) ?? new Float32Array(), batched ? [batch, ...shape] : shape)];
    }),
  );
  const computed = await runSession(session, feeds, Object.fromEntries(outputs.map(([, output]) => [output, null])));
  await session.release();
  return new Map(outputs.map(([name, output]) => [name, floatsOf(computed[output])]));
}

function programOf(types: Readonly<Record<string, ValueType>>, ops: readonly Op[]): Program {
  return { values: new Map(Object.entries(types)), ops };
}

const window = fc
  .record({
    height: fc.integer({ min: 3, max: 13 }),
    width: fc.integer({ min: 3, max: 13 }),
    channels: fc.integer({ min: 1, max: 18 }),
    filters: fc.integer({ min: 1, max: 18 }),
    kernel: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    padding: fc.constantFrom<Padding>('same', 'valid', 1, 2),
    batch: fc.integer({ min: 1, max: 3 }),
    seed: fc.nat(1000),
  })
  // a window that may see nothing but padding is refused when the graph is built
  .map((drawn) => {
    const { padding, kernel } = drawn;
    return { ...drawn, padding: typeof padding === 'number' && padding >= Math.min(...kernel) ? 'valid' : padding };
  });

it.each(['conv', 'depthwiseConv'] as const)('%s and its gradients, any window', async (kind) => {
  await fc.assert(
    fc.asyncProperty(window, async ({ height, width, channels, filters, kernel, strides, padding, batch, seed }) => {
      const rows = windowAxis(height, kernel[0], strides[0], padding).output;
      const columns = windowAxis(width, kernel[1], strides[1], padding).output;
      const depthwise = kind === 'depthwiseConv';
      const x = { shape: [height, width, channels], batched: true };
      const k = { shape: [...kernel, channels, depthwise ? 1 : filters], batched: false };
      const y = { shape: [rows, columns, depthwise ? channels : filters], batched: true };
      const attributes = { strides, padding };
      await compare(
        programOf(
          {
            x,
            k,
            b: { shape: [depthwise ? channels : filters], batched: false },
            y,
            dy: y,
            dx: x,
            dk: k,
            db: { shape: [depthwise ? channels : filters], batched: false },
          },
          [
            { kind, inputs: ['x', 'k', 'b'], outputs: ['y'], attributes },
            { kind: `${kind}GradInput`, inputs: ['dy', 'k'], outputs: ['dx'], attributes },
            { kind: `${kind}GradWeight`, inputs: ['x', 'dy'], outputs: ['dk'], attributes },
            { kind: 'channelSum', inputs: ['dy'], outputs: ['db'], attributes: {} },
          ],
        ),
        batch,
        ['x', 'k', 'b', 'dy'],
        ['y', 'dx', 'dk', 'db'],
        { seed, sums: true },
      );
    }),
    { numRuns: 250 },
  );
});

it('conv gradients of a map large enough for one product an image', async () => {
  const x = { shape: [33, 30, 3], batched: true };
  const k = { shape: [3, 3, 3, 5], batched: false };
  const y = { shape: [33, 30, 5], batched: true };
  const attributes = { strides: [1, 1], padding: 'same' } as const;
  await compare(
    programOf({ x, dy: y, dk: k }, [{ kind: 'convGradWeight', inputs: ['x', 'dy'], outputs: ['dk'], attributes }]),
    3,
    ['x', 'dy'],
    ['dk'],
    { sums: true },
  );
});

it.each([
  { kernel: [3, 3], strides: [1, 1], padding: 'same' },
  { kernel: [3, 2], strides: [1, 2], padding: 'valid' },
  { kernel: [5, 4], strides: [1, 1], padding: 1 },
] as const)('gradients of kernels whose taps go to both sides of the product: $kernel, $padding', async (layout) => {
  const { kernel, strides, padding } = layout;
  const axis = (length: number, side: 0 | 1): number => windowAxis(length, kernel[side], strides[side], padding).output;
  const x = { shape: [13, 11, 18], batched: true };
  const y = { shape: [axis(13, 0), axis(11, 1), 20], batched: true };
  const k = { shape: [...kernel, 18, 20], batched: false };
  await compare(
    programOf({ x, dy: y, dk: k }, [
      { kind: 'convGradWeight', inputs: ['x', 'dy'], outputs: ['dk'], attributes: { strides, padding } },
    ]),
    3,
    ['x', 'dy'],
    ['dk'],
    { sums: true },
  );
});

it('max pools and their gradients, any window, equal neighbours included', async () => {
  await fc.assert(
    fc.asyncProperty(window, async ({ height, width, channels, kernel, strides, padding, batch, seed }) => {
      const rows = windowAxis(height, kernel[0], strides[0], padding).output;
      const columns = windowAxis(width, kernel[1], strides[1], padding).output;
      const x = { shape: [height, width, channels], batched: true };
      const y = { shape: [rows, columns, channels], batched: true };
      const attributes = { pool: kernel, strides, padding };
      const random = new RandomStream({ seed, stream: 'few values' });
      const data = new Map([['x', Array.from({ length: batch * height * width * channels }, () => random.below(3) - 2)]]);
      await compare(
        programOf({ x, y, dy: y, dx: x }, [
          { kind: 'poolMax', inputs: ['x'], outputs: ['y'], attributes },
          { kind: 'poolMaxGrad', inputs: ['x', 'y', 'dy'], outputs: ['dx'], attributes },
        ]),
        batch,
        ['x', 'dy'],
        ['y', 'dx'],
        { seed, data, sums: true },
      );
    }),
    { numRuns: 25 },
  );
});

it('the gradient of a max pool whose tiles begin outside the map', async () => {
  const x = { shape: [6, 4, 5], batched: true };
  const y = { shape: [4, 3, 5], batched: true };
  const attributes = { pool: [2, 2], strides: [2, 2], padding: 1 } as const;
  await compare(
    programOf({ x, y, dy: y, dx: x }, [
      { kind: 'poolMax', inputs: ['x'], outputs: ['y'], attributes },
      { kind: 'poolMaxGrad', inputs: ['x', 'y', 'dy'], outputs: ['dx'], attributes },
    ]),
    2,
    ['x', 'dy'],
    ['y', 'dx'],
  );
});

it('average pools and their gradients, any window: what padding adds is not counted', async () => {
  await fc.assert(
    fc.asyncProperty(window, async ({ height, width, channels, kernel, strides, padding, batch, seed }) => {
      const rows = windowAxis(height, kernel[0], strides[0], padding).output;
      const columns = windowAxis(width, kernel[1], strides[1], padding).output;
      const x = { shape: [height, width, channels], batched: true };
      const y = { shape: [rows, columns, channels], batched: true };
      const attributes = { pool: kernel, strides, padding };
      await compare(
        programOf({ x, y, dy: y, dx: x }, [
          { kind: 'poolAverage', inputs: ['x'], outputs: ['y'], attributes },
          { kind: 'poolAverageGrad', inputs: ['dy'], outputs: ['dx'], attributes },
        ]),
        batch,
        ['x', 'dy'],
        ['y', 'dx'],
        { seed, sums: true },
      );
    }),
    { numRuns: 60 },
  );
});

it('joins and cuts along the last axis, of maps, tokens, vectors and parameters', async () => {
  for (const [front, batched] of [
    [[3, 4], true],
    [[5], true],
    [[], true],
    [[2, 2], false],
  ] as const) {
    const of = (channels: number): ValueType => ({ shape: [...front, channels], batched });
    await compare(
      programOf({ a: of(3), b: of(1), c: of(4), y: of(8), back: of(4), two: of(2) }, [
        { kind: 'concat', inputs: ['a', 'b', 'c'], outputs: ['y'], attributes: {} },
        { kind: 'slice', inputs: ['y'], outputs: ['back'], attributes: { from: 4 } },
        { kind: 'slice', inputs: ['y'], outputs: ['two'], attributes: { from: 2 } },
      ]),
      2,
      ['a', 'b', 'c'],
      ['y', 'back', 'two'],
    );
  }
});

it('reshapes in the order of channels last', async () => {
  const map = { shape: [2, 3, 4], batched: true };
  await compare(
    programOf(
      {
        map,
        flat: { shape: [24], batched: true },
        tokens: { shape: [6, 4], batched: true },
        other: { shape: [3, 4, 2], batched: true },
        back: map,
      },
      [
        { kind: 'reshape', inputs: ['map'], outputs: ['flat'], attributes: {} },
        { kind: 'reshape', inputs: ['map'], outputs: ['tokens'], attributes: {} },
        { kind: 'reshape', inputs: ['map'], outputs: ['other'], attributes: {} },
        { kind: 'reshape', inputs: ['flat'], outputs: ['back'], attributes: {} },
      ],
    ),
    2,
    ['map'],
    ['flat', 'tokens', 'other', 'back'],
  );
});

it('a constant takes part like a parameter', async () => {
  const map = { shape: [2, 2, 3], batched: true };
  const vector = { shape: [3], batched: false };
  await compare(
    programOf({ x: map, mean: vector, variance: vector, gamma: vector, beta: vector, y: map }, [
      { kind: 'constant', inputs: [], outputs: ['gamma'], attributes: { value: 1 } },
      { kind: 'normalize', inputs: ['x', 'mean', 'variance', 'gamma', 'beta'], outputs: ['y'], attributes: { epsilon: 1e-3 } },
    ]),
    2,
    ['x', 'mean', 'variance', 'beta'],
    ['y'],
    { data: new Map([['variance', [0.3, 1.7, 0.9]]]) },
  );
});

it('batch norm with its gradients and moving average', async () => {
  const map = { shape: [7, 5, 6], batched: true };
  const vector = { shape: [6], batched: false };
  await compare(
    programOf(
      {
        x: map,
        gamma: vector,
        beta: vector,
        y: map,
        mean: vector,
        variance: vector,
        dy: map,
        dx: map,
        dgamma: vector,
        dbeta: vector,
        moving: vector,
        next: vector,
      },
      [
        { kind: 'batchNorm', inputs: ['x', 'gamma', 'beta'], outputs: ['y', 'mean', 'variance'], attributes: { epsilon: 1e-3 } },
        {
          kind: 'batchNormGrad',
          inputs: ['dy', 'x', 'gamma', 'mean', 'variance'],
          outputs: ['dx', 'dgamma', 'dbeta'],
          attributes: { epsilon: 1e-3 },
        },
        { kind: 'movingAverage', inputs: ['moving', 'mean'], outputs: ['next'], attributes: { momentum: 0.99 } },
      ],
    ),
    4,
    ['x', 'gamma', 'beta', 'dy', 'moving'],
    ['y', 'mean', 'variance', 'dx', 'dgamma', 'dbeta', 'next'],
  );
});

it('normalisation by given statistics, on maps and vectors', async () => {
  for (const shape of [[5, 4, 3], [3]]) {
    const value = { shape, batched: true };
    const vector = { shape: [3], batched: false };
    await compare(
      programOf(
        {
          x: value,
          mean: vector,
          variance: vector,
          gamma: vector,
          beta: vector,
          a: value,
          b: value,
          dy: value,
          da: value,
          db: value,
        },
        [
          { kind: 'normalize', inputs: ['x', 'mean', 'variance'], outputs: ['a'], attributes: { epsilon: 1e-3 } },
          {
            kind: 'normalize',
            inputs: ['x', 'mean', 'variance', 'gamma', 'beta'],
            outputs: ['b'],
            attributes: { epsilon: 1e-3 },
          },
          { kind: 'normalizeGradInput', inputs: ['dy', 'variance'], outputs: ['da'], attributes: { epsilon: 1e-3 } },
          { kind: 'normalizeGradInput', inputs: ['dy', 'variance', 'gamma'], outputs: ['db'], attributes: { epsilon: 1e-3 } },
        ],
      ),
      2,
      ['x', 'mean', 'variance', 'gamma', 'beta', 'dy'],
      ['a', 'b', 'da', 'db'],
      { data: new Map([['variance', [0.3, 1.7, 0.9]]]) },
    );
  }
});

it('a softmax of large logits stays finite', async () => {
  const logits = { shape: [3], batched: true };
  await compare(
    programOf(
      {
        logits,
        targets: logits,
        weights: { shape: [], batched: true },
        p: logits,
        loss: { shape: [], batched: false },
        grad: logits,
      },
      [
        { kind: 'softmax', inputs: ['logits'], outputs: ['p'], attributes: {} },
        { kind: 'softmaxCrossEntropy', inputs: ['logits', 'targets', 'weights'], outputs: ['loss'], attributes: {} },
        { kind: 'softmaxCrossEntropyGrad', inputs: ['p', 'targets', 'weights'], outputs: ['grad'], attributes: {} },
      ],
    ),
    2,
    ['logits', 'targets', 'weights'],
    ['p', 'loss', 'grad'],
    {
      data: new Map([
        ['logits', [200, -200, 0, 1, 2, 3]],
        ['targets', [0, 1, 0, 0.2, 0.3, 0.5]],
      ]),
    },
  );
});

it('sigmoid, swish and gelu with their gradients, where they are flat too', async () => {
  for (const shape of [[3, 5, 7], [5, 3], [4]]) {
    const value = { shape, batched: true };
    const count = 2 * sizeOf(shape);
    await compare(
      programOf({ x: value, dy: value, s: value, ds: value, w: value, dw: value, g: value, dg: value }, [
        { kind: 'sigmoid', inputs: ['x'], outputs: ['s'], attributes: {} },
        { kind: 'sigmoidGrad', inputs: ['dy', 's'], outputs: ['ds'], attributes: {} },
        { kind: 'swish', inputs: ['x'], outputs: ['w'], attributes: {} },
        { kind: 'swishGrad', inputs: ['dy', 'x'], outputs: ['dw'], attributes: {} },
        { kind: 'gelu', inputs: ['x'], outputs: ['g'], attributes: {} },
        { kind: 'geluGrad', inputs: ['dy', 'x'], outputs: ['dg'], attributes: {} },
      ]),
      2,
      ['x', 'dy'],
      ['s', 'ds', 'w', 'dw', 'g', 'dg'],
      { data: new Map([['x', Array.from({ length: count }, (_, index) => (24 * index) / (count - 1) - 12)]]) },
    );
  }
});

it('gates of channels and of images, any map', async () => {
  await fc.assert(
    fc.asyncProperty(window, fc.boolean(), async ({ height, width, channels, batch, seed }, flat) => {
      const map = { shape: [height, width, channels], batched: true };
      const gate = { shape: flat ? [channels] : [1, 1, channels], batched: true };
      const image = { shape: [], batched: true };
      await compare(
        programOf({ x: map, dy: map, gate, image, y: map, dgate: gate, z: map }, [
          { kind: 'scaleChannels', inputs: ['x', 'gate'], outputs: ['y'], attributes: {} },
          { kind: 'channelDot', inputs: ['dy', 'x'], outputs: ['dgate'], attributes: {} },
          { kind: 'scaleImages', inputs: ['y', 'image'], outputs: ['z'], attributes: {} },
        ]),
        batch,
        ['x', 'dy', 'gate', 'image'],
        ['y', 'dgate', 'z'],
        { seed, sums: true },
      );
    }),
    { numRuns: 40 },
  );
});

it('attention, layer norm and what is done to tokens, with their gradients, any sizes', async () => {
  const sizes = fc.record({
    count: fc.integer({ min: 1, max: 9 }),
    heads: fc.integer({ min: 1, max: 3 }),
    width: fc.integer({ min: 2, max: 5 }),
    batch: fc.integer({ min: 1, max: 3 }),
    seed: fc.nat(1000),
  });
  await fc.assert(
    fc.asyncProperty(sizes, async ({ count, heads, width, batch, seed }) => {
      const features = heads * width;
      const tokens = (length: number, wide = features): ValueType => ({ shape: [length, wide], batched: true });
      const vector = { shape: [features], batched: false };
      const statistic = tokens(count, 1);
      await compare(
        programOf(
          {
            x: tokens(count),
            qkv: tokens(count, 3 * features),
            dy: tokens(count),
            gamma: vector,
            beta: vector,
            embedding: { shape: [count, features], batched: false },
            y: tokens(count),
            p: tokens(heads * count, count),
            dqkv: tokens(count, 3 * features),
            n: tokens(count),
            mean: statistic,
            inverse: statistic,
            dx: tokens(count),
            dgamma: vector,
            dbeta: vector,
            longer: tokens(count + 1),
            last: tokens(1),
            back: tokens(count + 1),
            moved: tokens(count),
            dembedding: { shape: [count, features], batched: false },
          },
          [
            { kind: 'attention', inputs: ['qkv'], outputs: ['y', 'p'], attributes: { heads } },
            { kind: 'attentionGrad', inputs: ['dy', 'qkv', 'p'], outputs: ['dqkv'], attributes: { heads } },
            {
              kind: 'layerNorm',
              inputs: ['x', 'gamma', 'beta'],
              outputs: ['n', 'mean', 'inverse'],
              attributes: { epsilon: 1e-2 },
            },
            {
              kind: 'layerNormGrad',
              inputs: ['dy', 'x', 'gamma', 'mean', 'inverse'],
              outputs: ['dx', 'dgamma', 'dbeta'],
              attributes: {},
            },
            { kind: 'prependToken', inputs: ['x', 'beta'], outputs: ['longer'], attributes: {} },
            { kind: 'takeTokens', inputs: ['longer'], outputs: ['last'], attributes: { from: count } },
            { kind: 'padTokens', inputs: ['last'], outputs: ['back'], attributes: { from: count } },
            { kind: 'add', inputs: ['x', 'embedding'], outputs: ['moved'], attributes: {} },
            { kind: 'batchSum', inputs: ['dy'], outputs: ['dembedding'], attributes: {} },
          ],
        ),
        batch,
        ['x', 'qkv', 'dy', 'gamma', 'beta', 'embedding'],
        ['y', 'p', 'dqkv', 'n', 'mean', 'inverse', 'dx', 'dgamma', 'dbeta', 'longer', 'last', 'back', 'moved', 'dembedding'],
        { seed, sums: true },
      );
    }),
    { numRuns: 40 },
  );
});
