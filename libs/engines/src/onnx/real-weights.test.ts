import { readFileSync } from 'node:fs';
import path from 'node:path';
import { recipeSchema } from '@sagittal/contracts';
import { architectureByName, planNetwork, sizeOf } from '@sagittal/models';
import { findWeights, loadWeights, weightsPlaces } from '@sagittal/models/node';
import { expect, it } from 'vitest';
import { testWeightsFolders } from '../testing/env.ts';
import { compileForward } from './forward-session.ts';

/** Written in double by tools/golden/real_weights.py. */
interface Golden {
  readonly height: number;
  readonly width: number;
  /** RGB, row by row, base64. */
  readonly pixels: string;
  readonly networks: Readonly<
    Record<
      string,
      {
        /** Of the file that Keras read; the official one and others of the same arrays have others. */
        readonly sha256: string;
        readonly shape: readonly number[];
        readonly every: number;
        readonly largest: number;
        readonly values: readonly number[];
      }
    >
  >;
}

const golden = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../golden/real-weights.json'), 'utf8')) as Golden;
const places = weightsPlaces({ folders: testWeightsFolders, home: null });
const TIMEOUT_MS = 120_000;

it.for(Object.entries(golden.networks))(
  '%s with its ImageNet weights sees in a photograph what Keras sees',
  { timeout: TIMEOUT_MS },
  async ([name, truth], { skip }) => {
    const card = architectureByName(name);
    const row = card.weights.find(({ name: rowName }) => rowName === `${name}-imagenet`);
    if (row === undefined) throw new Error(`${name} has no ImageNet weights.`);
    skip(findWeights(row, places) === null, `no ${row.name} in ${testWeightsFolders.join(' or ')}`);
    const { height, width } = golden;
    const { parameters, origin } = await loadWeights(row, card.build({ height, width }), places);
    expect(origin).not.toBe('unverified');
    const recipe = recipeSchema.parse({
      backbone: { architecture: name, weights: row.name, trainable: 'none' },
      input: { height, width },
    });
    const { backbone } = planNetwork(recipe, 2);
    if (backbone === null) throw new Error('The backbone is frozen.');
    const session = await compileForward(backbone, { batch: 1, parameters, threads: 2, endpoints: ['features'] });
    const data = new Uint8Array(Buffer.from(golden.pixels, 'base64'));
    const features = (await session.forward({ data, count: 1 })).get('features');
    await session.dispose();
    expect(features?.length).toBe(sizeOf(truth.shape));
    const errors = truth.values.map((value, index) => Math.abs(value - (features?.[index * truth.every] ?? NaN)));
    expect(Math.max(...errors) / truth.largest).toBeLessThan(1e-4);
  },
);
