import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { recipeSchema } from '@sagittal/contracts';
import { architectureByName, checkParameters, countParameters, planNetwork, sizeOf, type Tensor } from '@sagittal/models';
import { hashedParameters, hashedPixels } from '@sagittal/models/testing';
import { describe, expect, it } from 'vitest';
import { compileForward } from './forward-session.ts';

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

const folder = path.join(import.meta.dirname, '../../golden');
const goldens = readdirSync(folder)
  .flatMap((file) => /^architecture-(.+)\.json$/.exec(file)?.[1] ?? [])
  .map((name) => [name, JSON.parse(readFileSync(path.join(folder, `architecture-${name}.json`), 'utf8')) as Golden] as const);

function worstError(values: ArrayLike<number> | undefined, { every, largest, values: truth }: Sampled): number {
  return truth.reduce((worst, value, index) => Math.max(worst, Math.abs(value - (values?.[index * every] ?? NaN))), 0) / largest;
}

describe.each(goldens)('%s', (name, golden) => {
  const card = architectureByName(name);
  const [height, width] = card.inputSize;
  const graph = card.build({ height, width });

  it('has as many parameters', () => {
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
    const [row] = card.weights;
    const mapped = row?.map?.(zeros) ?? zeros;
    expect(mapped.size).toBe(zeros.size);
    expect(checkParameters(graph, mapped).size).toBe(zeros.size);
  });

  it.each(golden.sizes.map((size) => [`${String(size.height)} × ${String(size.width)}`, size] as const))(
    'computes the same at %s',
    async (_size, truth) => {
      const input = { height: truth.height, width: truth.width };
      const recipe = recipeSchema.parse({ backbone: { architecture: name }, input });
      const { whole } = planNetwork(recipe, truth.logits.length);
      const sampled = { features: truth.features, ...(truth.tokens === undefined ? {} : { tokens: truth.tokens }) };
      const session = await compileForward(whole, {
        batch: 1,
        parameters: hashedParameters(whole),
        threads: 2,
        endpoints: [...Object.keys(sampled), 'logits'],
      });
      const outputs = await session.forward({ data: hashedPixels(truth.height, truth.width), count: 1 });
      await session.dispose();
      for (const [endpoint, values] of Object.entries(sampled)) {
        expect(outputs.get(endpoint)?.length).toBe(sizeOf(values.shape));
        expect(worstError(outputs.get(endpoint), values), endpoint).toBeLessThan(1e-4);
      }
      const largest = Math.max(...truth.logits.map(Math.abs));
      expect(worstError(outputs.get('logits'), { shape: [], every: 1, largest, values: truth.logits })).toBeLessThan(1e-4);
    },
  );
});
