import { type RecipeInput, recipeSchema } from '@sagittal/contracts';
import { type Engine, selectEngine } from '@sagittal/engines';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { weightsPlaces } from '@sagittal/models/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TrainEvent } from './events.ts';
import type { TrainImage } from './job.ts';
import { greyBitmap } from './testing/grey-bitmap.ts';
import { train } from './train.ts';

const SIDE = 16;
let engine: Engine;
let folder = '';
let images: readonly TrainImage[] = [];
beforeAll(async () => {
  engine = (await selectEngine({ threads: 1 })).engine;
  folder = await mkdtemp(path.join(os.tmpdir(), 'sagittal-train-'));
  images = await Promise.all(
    Array.from({ length: 24 }, async (_, index) => {
      const bytes = greyBitmap(SIDE, (index % 2) * 120 + index * 4);
      const file = path.join(folder, `${String(index)}.bmp`);
      await writeFile(file, bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { itemId: `img_${String(index)}`, name: file, path: file, sha256, classIndex: index % 2 };
    }),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The curves of one training. */
async function trained(name: string, augmentation: RecipeInput['augmentation']) {
  const directory = path.join(folder, name);
  await mkdir(directory);
  const recipe = recipeSchema.parse({
    backbone: { architecture: 'small-cnn' },
    input: { height: SIDE, width: SIDE },
    augmentation,
    epochs: 2,
    batch: 8,
  });
  const events: TrainEvent[] = [];
  const job = {
    recipe,
    classes: ['dark', 'light'],
    training: images.slice(0, 16),
    validation: images.slice(16, 20),
    test: images.slice(20),
    origin: {
      run: { id: `run_${name}`, name },
      dataset: { name: 'grey', version: 1, manifestHash: 'f'.repeat(64) },
      split: { name: 'one', strategy: 'STRATIFIED', seed: 1 },
      certificate: null,
      codeVersion: 'test',
    } as const,
    directory,
    featureDirectory: path.join(folder, 'features'),
    weights: weightsPlaces({ folders: [], home: folder, mirror: 'off' }),
  };
  for await (const event of train(job, { engine, signal: new AbortController().signal })) events.push(event);
  return events.flatMap((event) =>
    event.type === 'points' ? event.points.map(({ key, step, value }) => ({ key, step, value })) : [],
  );
}

test('training pictures are augmented, the same way each time', async () => {
  const augmentation = {
    steps: [{ type: 'brightness', factor: [-0.2, 0.2] }, { type: 'flip' }],
  } satisfies RecipeInput['augmentation'];
  const [first, second, plain] = [
    await trained('first', augmentation),
    await trained('second', augmentation),
    await trained('plain', {}),
  ];
  expect(first.length).toBeGreaterThan(0);
  expect(second).toEqual(first);
  expect(plain).not.toEqual(first);
});
