import { readFileSync } from 'node:fs';
import path from 'node:path';
import { recipeSchema } from '@sagittal/contracts';
import {
  architectures,
  checkParameters,
  countParameters,
  inferShapes,
  planNetwork,
  sizeOf,
  type ArchitectureCard,
  type Graph,
  type NetworkPlan,
  type Tensor,
} from '@sagittal/models';
import { hashedParameters, hashedPixels } from '@sagittal/models/testing';
import { describe, expect, it } from 'vitest';
import type { Engine } from './engine.ts';
import { createOnnxEngine } from './onnx/onnx-engine.ts';
import { testEngines } from './testing/env.ts';
import { builtAddon } from './tfjs/native-builds.ts';
import { createTfjsNodeEngine, createTfjsWasmEngine } from './tfjs/tfjs-engine.ts';

/** Every engine computes every network. A new engine is one row; a new network joins by itself, and needs its golden file. */
const engines: readonly (readonly [string, Engine])[] = [
  ['ONNX Runtime', createOnnxEngine({ threads: 2, block: null })],
  ['TensorFlow.js in WebAssembly', await createTfjsWasmEngine(2)],
  // only where `npm run engine:native` built it
  ...(await builtTfjsEngine()),
];

async function builtTfjsEngine(): Promise<readonly (readonly [string, Engine])[]> {
  if (builtAddon('cpu', testEngines) === undefined) return [];
  return [['TensorFlow.js over TensorFlow', await createTfjsNodeEngine(2, testEngines)]];
}

/** Some of a tensor's numbers. */
interface Sampled {
  readonly shape: readonly number[];
  readonly every: number;
  readonly largest: number;
  readonly values: readonly number[];
}

/** One file of libs/engines/golden, written in double by tools/golden/architectures_keras.py or architectures_timm.py. */
interface Golden {
  readonly parameters: { readonly total: number; readonly trainable: number };
  /** As whoever publishes weights names and shapes them. */
  readonly weights: Readonly<Record<string, readonly number[]>>;
  readonly sizes: readonly {
    readonly height: number;
    readonly width: number;
    readonly features: Sampled;
    readonly tokens?: Sampled;
    readonly logits: readonly number[];
  }[];
}

function goldenOf(name: string): Golden {
  const file = path.join(import.meta.dirname, `../golden/architecture-${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Golden;
}

function worstError(values: ArrayLike<number> | undefined, { every, largest, values: truth }: Sampled): number {
  return truth.reduce((worst, value, index) => Math.max(worst, Math.abs(value - (values?.[index * every] ?? NaN))), 0) / largest;
}

function planOf(card: ArchitectureCard, height: number, width: number, classes: number): NetworkPlan {
  return planNetwork(recipeSchema.parse({ backbone: { architecture: card.name }, input: { height, width } }), classes);
}

describe.each(architectures.map((card) => [card.name, card] as const))('%s', (name, card) => {
  const golden = goldenOf(name);
  const [height, width] = card.inputSize;
  const graph = card.build({ height, width });

  it('has as many parameters, in all and trained', () => {
    expect(card.totalParameters).toBe(golden.parameters.total);
    expect(countParameters(graph)).toEqual(golden.parameters);
  });

  it('takes published weights by name and shape', () => {
    const zeros = new Map(
      Object.entries(golden.weights).map(([weight, shape]): [string, Tensor] => [
        weight,
        { shape, data: new Float32Array(sizeOf(shape)) },
      ]),
    );
    const row = card.weights.find((candidate) => candidate.name === `${name}-imagenet`);
    const mapped = row?.map?.(zeros) ?? zeros;
    expect(mapped.size).toBe(zeros.size);
    expect(checkParameters(graph, mapped).size).toBe(zeros.size);
  });

  it('is data: written and read again it is the same', () => {
    expect(JSON.parse(JSON.stringify(graph)) as Graph).toEqual(graph);
  });

  it.each(engines)('computes the same on %s, at two sizes', async (_engine, engine) => {
    const [first] = golden.sizes;
    const parameters = hashedParameters(
      planOf(card, first?.height ?? height, first?.width ?? width, first?.logits.length ?? 2).whole,
    );
    for (const truth of golden.sizes) {
      const { whole } = planOf(card, truth.height, truth.width, truth.logits.length);
      const endpoints = [...Object.keys(card.endpoints), 'logits'];
      const session = await engine.compileForward(whole, { batch: 1, parameters, endpoints });
      const outputs = await session.forward({ data: hashedPixels(truth.height, truth.width), count: 1 });
      await session.dispose();

      const shapes = inferShapes(whole);
      for (const endpoint of endpoints)
        expect(outputs.get(endpoint)?.length, endpoint).toBe(sizeOf(shapes.get(whole.endpoints[endpoint] ?? '') ?? []));
      expect(shapes.get(whole.endpoints['features'] ?? '')).toEqual(truth.features.shape);
      const sampled = { features: truth.features, ...(truth.tokens === undefined ? {} : { tokens: truth.tokens }) };
      for (const [endpoint, values] of Object.entries(sampled))
        expect(worstError(outputs.get(endpoint), values), endpoint).toBeLessThan(1e-4);
      const largest = Math.max(...truth.logits.map(Math.abs));
      expect(worstError(outputs.get('logits'), { shape: [], every: 1, largest, values: truth.logits })).toBeLessThan(1e-4);
    }
  });
});

it.each(engines)('%s gives back what a session took', async (_name, engine) => {
  const card = architectures.find(({ name }) => name === 'mobilenetv2-0.35');
  if (card === undefined) throw new Error('the catalogue has no small network');
  const { whole } = planOf(card, 96, 96, 2);
  const parameters = hashedParameters(whole);
  const memory: number[] = [];
  for (let round = 0; round < 24; round += 1) {
    const session = await engine.compileForward(whole, { batch: 8, parameters });
    await session.forward({ data: new Uint8Array(8 * 96 * 96 * 3), count: 8 });
    await session.dispose();
    memory.push(process.memoryUsage().rss);
  }
  // sixteen sessions that were not given back would hold twice as much
  expect((memory.at(-1) ?? 0) - (memory[7] ?? 0)).toBeLessThan(80e6);
});
