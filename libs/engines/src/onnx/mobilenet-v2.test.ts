import { readFileSync } from 'node:fs';
import path from 'node:path';
import { recipeSchema } from '@sagittal/contracts';
import { parameterShapes, planNetwork, sizeOf, type NetworkPlan, type Parameters, type Tensor } from '@sagittal/models';
import { findWeights, loadWeights, weightsPlaces } from '@sagittal/models/node';
import { describe, expect, it } from 'vitest';
import { testWeightsFolders } from '../testing/env.ts';
import { compileForward } from './forward-session.ts';

/** Written by tools/golden/mobilenet_v2.py with Keras in double. */
interface GoldenFeatures {
  readonly height: number;
  readonly width: number;
  readonly parameters: number;
  readonly features: readonly number[];
}

function golden(name: string): GoldenFeatures {
  return JSON.parse(
    readFileSync(path.join(import.meta.dirname, `../../golden/mobilenetv2-${name}.json`), 'utf8'),
  ) as GoldenFeatures;
}

/** The same whole numbers as `hashed` in the generator. */
function hashed(name: string, count: number): Uint32Array {
  const seed = new TextEncoder().encode(name).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5);
  return Uint32Array.from({ length: count }, (_, index) => {
    let x = Math.imul(index, 2654435761) ^ seed;
    x = Math.imul(x ^ (x >>> 15), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    return x ^ (x >>> 16);
  });
}

function drawn(name: string, shape: readonly number[]): Float32Array {
  const suffix = name.split('/')[1] ?? '';
  const [rows = 1, columns = 1, channels = 1] = shape;
  const scales: Readonly<Record<string, readonly [number, number]>> = {
    depthwise_kernel: [0, Math.sqrt(6 / (rows * columns))],
    kernel: [0, Math.sqrt(6 / (rows * columns * channels))],
    gamma: [1, 0.2],
    beta: [0, 0.2],
    moving_mean: [0, 0.2],
    moving_variance: [1, 0.5],
  };
  const [centre, scale] = scales[suffix] ?? [NaN, NaN];
  return Float32Array.from(hashed(name, sizeOf(shape)), (value) => centre + scale * (value / 2 ** 31 - 1));
}

function planOf({ height, width }: GoldenFeatures): NetworkPlan {
  return planNetwork(
    recipeSchema.parse({
      backbone: { architecture: 'mobilenetv2-1.0', weights: 'mobilenetv2-100-slim', trainable: 'none' },
      input: { height, width },
    }),
    2,
  );
}

async function worstError(
  plan: NetworkPlan,
  parameters: Parameters,
  { height, width, features }: GoldenFeatures,
): Promise<number> {
  if (plan.backbone === null) throw new Error('the backbone is not frozen');
  const session = await compileForward(plan.backbone, { batch: 2, parameters, threads: 2, endpoints: ['pooled'] });
  const pixels = Uint8Array.from(hashed('pixels', height * width * 3), (value) => value & 255);
  const data = new Uint8Array(2 * pixels.length);
  data.set(pixels);
  data.set(pixels, pixels.length);
  const pooled = (await session.forward({ data, count: 2 })).get('pooled');
  const alone = (await session.forward({ data: Float32Array.from(pixels), count: 1 })).get('pooled');
  await session.dispose();
  const largest = Math.max(...features);
  const errorOf = (values: Float32Array | undefined, offset: number): number =>
    features.reduce((worst, value, index) => Math.max(worst, Math.abs(value - (values?.[offset + index] ?? NaN))), 0) / largest;
  return Math.max(errorOf(pooled, 0), errorOf(pooled, features.length), errorOf(alone, 0));
}

describe('MobileNetV2', () => {
  it('computes the features that Keras computes, at an odd size', async () => {
    const truth = golden('seeded');
    const plan = planOf(truth);
    expect(plan.architecture.totalParameters).toBe(truth.parameters);
    const shapes = plan.backbone === null ? [] : [...parameterShapes(plan.backbone)];
    const parameters = new Map(shapes.map(([name, { shape }]): [string, Tensor] => [name, { shape, data: drawn(name, shape) }]));
    expect(await worstError(plan, parameters, truth)).toBeLessThan(1e-4);
  });

  it('computes the features that Keras computes with the pretrained weights', async ({ skip }) => {
    const truth = golden('slim');
    const plan = planOf(truth);
    if (plan.weights === null || plan.backbone === null) throw new Error('the plan has no weights');
    const places = weightsPlaces({ folders: testWeightsFolders, home: null });
    skip(findWeights(plan.weights, places) === null, `no pretrained weights in ${testWeightsFolders.join(' or ')}`);
    const { parameters, hash } = await loadWeights(plan.weights, plan.backbone, places);
    expect(hash).toBe('3d157e40c9314e8130383a847d22e76d20b65fb41353a478cfa1dca11159878f');
    expect(await worstError(plan, parameters, truth)).toBeLessThan(1e-4);
  });
});
