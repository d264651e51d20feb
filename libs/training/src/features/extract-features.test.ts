import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { recipeSchema } from '@sagittal/contracts';
import { type Engine, selectEngine } from '@sagittal/engines';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TrainEvent } from '../events.ts';
import type { TrainImage } from '../job.ts';
import { weightsPlaces } from '@sagittal/models/node';
import { prepareNetwork } from '../network/prepare-network.ts';
import { parametersOf } from '../network/subset-parameters.ts';
import { greyBitmap } from '../testing/grey-bitmap.ts';
import { extractFeatures } from './extract-features.ts';

const SIDE = 32;
let folder = '';
let engine: Engine;
let images: TrainImage[] = [];

beforeAll(async () => {
  engine = (await selectEngine({ threads: 1 })).engine;
  folder = await mkdtemp(path.join(os.tmpdir(), 'sagittal-extract-'));
  images = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const bytes = greyBitmap(SIDE, index * 10);
      const file = path.join(folder, `${String(index)}.bmp`);
      await writeFile(file, bytes);
      return { itemId: '', name: '', path: file, sha256: createHash('sha256').update(bytes).digest('hex'), classIndex: 0 };
    }),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function extracted(of: readonly TrainImage[], cacheDirectory: string) {
  const recipe = recipeSchema.parse({
    backbone: { architecture: 'mobilenetv2-1.0', trainable: 'none' },
    input: { height: SIDE, width: SIDE },
  });
  const { plan, parameters } = await prepareNetwork(recipe, 2, weightsPlaces({ folders: [], home: null }));
  if (plan.backbone === null || plan.featureSize === null) throw new Error('The backbone is frozen.');
  const extracting = extractFeatures(
    {
      backbone: plan.backbone,
      parameters: parametersOf(plan.backbone, parameters),
      featureSize: plan.featureSize,
      height: SIDE,
      width: SIDE,
      images: of,
      cacheDirectory,
    },
    { engine, signal: new AbortController().signal },
  );
  const events: TrainEvent[] = [];
  for (;;) {
    const next = await extracting.next();
    if (next.done)
      return { features: next.value, messages: events.flatMap((event) => (event.type === 'log' ? [event.message] : [])), events };
    events.push(next.value);
  }
}

test('an image has the same features alone, in company, and from the cache', async () => {
  const all = await extracted(images, path.join(folder, 'all'));
  expect(all.features.size).toBe(20);
  expect(all.events.some((event) => event.type === 'progress' && event.progress.phase === 'FEATURES')).toBe(true);
  const alone = await extracted(images.slice(19), path.join(folder, 'alone'));
  const cached = await extracted(images, path.join(folder, 'all'));
  expect(cached.messages[0]).toBe('Features of 20 distinct images: 20 cached, 0 to compute.');
  expect(cached.features).toEqual(all.features);
  const last = images[19]?.sha256 ?? '';
  expect(alone.features.get(last)).toEqual(all.features.get(last));
  expect(alone.features.get(last)).not.toEqual(all.features.get(images[0]?.sha256 ?? ''));
});

test('an image that is there twice is computed once', async () => {
  const { features, messages } = await extracted([...images.slice(0, 2), ...images.slice(0, 2)], path.join(folder, 'twice'));
  expect(features.size).toBe(2);
  expect(messages[0]).toContain('2 to compute');
});

test('a cache that cannot be written is told, and stops nothing', async () => {
  const file = path.join(folder, 'file');
  await mkdir(folder, { recursive: true });
  await writeFile(file, 'in the way');
  const { features, messages } = await extracted(images.slice(0, 3), file);
  expect(features.size).toBe(3);
  expect(messages.at(-1)).toContain('Features could not be kept');
});
