import { augmentationSchema } from '@sagittal/contracts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { greyBitmap } from '../testing/grey-bitmap.ts';
import { type PixelSources, pixelSources } from './pixel-sources.ts';
import type { TrainingSource } from './sample-source.ts';

const SIDE = 16;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sagittal-pixels-'));
  for (let index = 0; index < 5; index += 1)
    await writeFile(path.join(folder, `${String(index)}.bmp`), greyBitmap(SIDE, index * 50));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const turned = augmentationSchema.parse({ steps: [{ type: 'brightness', factor: [-0.3, 0.3] }, { type: 'flip' }] });

async function opened(memoryBytes: number, augmentation = augmentationSchema.parse({})): Promise<PixelSources> {
  const image = (index: number) => ({
    itemId: '',
    name: '',
    path: path.join(folder, `${String(index)}.bmp`),
    sha256: String(index).repeat(64),
    classIndex: 0,
  });
  const opening = pixelSources({
    training: [0, 1, 2].map(image),
    validation: [3, 4].map(image),
    test: [],
    height: SIDE,
    width: SIDE,
    augmentation,
    seed: 5,
    signal: new AbortController().signal,
    memoryBytes,
  });
  for (;;) {
    const next = await opening.next();
    if (next.done) return next.value;
  }
}

async function firstPixels(source: TrainingSource, order: number[], { batch = 2, epoch = 1 } = {}): Promise<number[]> {
  const levels = [];
  for await (const { data, indices, count } of source.batches(Uint32Array.from(order), batch, epoch)) {
    expect(indices).toHaveLength(count);
    for (let row = 0; row < count; row += 1) levels.push(data[row * SIDE * SIDE * 3] ?? -1);
  }
  return levels;
}

const places: [string, number][] = [
  ['in memory', 1e9],
  ['from their files', 0],
];

test.each(places)('%s, pictures come in the order asked for, subset by subset', async (_, memoryBytes) => {
  const { training, validation, test: empty } = await opened(memoryBytes);
  expect([training.count, validation.count, empty.count]).toEqual([3, 2, 0]);
  expect(await firstPixels(training, [2, 0, 1])).toEqual([100, 0, 50]);
  expect(await firstPixels(validation, [1, 0])).toEqual([200, 150]);
  expect(await firstPixels(empty, [])).toEqual([]);
});

test.each(places)('%s, only training pictures are augmented, each epoch otherwise', async (_, memoryBytes) => {
  const { training, validation } = await opened(memoryBytes, turned);
  expect(await firstPixels(validation, [1, 0])).toEqual([200, 150]);
  const first = await firstPixels(training, [0, 1, 2]);
  expect(first).not.toEqual([0, 50, 100]);
  expect(await firstPixels(training, [0, 1, 2], { epoch: 2 })).not.toEqual(first);
});

test('the same bits from memory and files, in any order and batch, and in a training that begins again at an epoch', async () => {
  const [memory, files] = [await opened(1e9, turned), await opened(0, turned)];
  const [a = 0, b = 0, c = 0] = await firstPixels(memory.training, [0, 1, 2], { epoch: 1 });
  const later = await firstPixels(memory.training, [0, 1, 2], { epoch: 7 });
  expect(await firstPixels(files.training, [2, 0, 1], { batch: 1, epoch: 1 })).toEqual([c, a, b]);
  expect(await firstPixels(files.training, [0, 1, 2], { batch: 3, epoch: 7 })).toEqual(later);
});
