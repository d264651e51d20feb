import { augmentationSchema } from '@sagittal/contracts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyAugmentation } from '../augment/apply-augmentation.ts';
import { drawAugmentation } from '../augment/draw-augmentation.ts';
import { noisePicture } from '../testing/pictures.ts';
import { writeTree } from '../testing/temporary-folder.ts';
import { augmentedBatches } from './augmented-batches.ts';
import type { PictureSource } from './augment-pictures.ts';
import { decodeImage } from './decode-image.ts';

const size = { height: 10, width: 12 };
const LENGTH = size.height * size.width * 3;
const COUNT = 45;
const augmentation = augmentationSchema.parse({
  steps: [
    { type: 'rotate', degrees: [-30, 30] },
    { type: 'flip' },
    { type: 'brightness', factor: [-0.2, 0.2] },
    { type: 'noise', deviation: [0, 9] },
  ],
});
const stagesOf = (place: number) =>
  drawAugmentation(augmentation, size, (step) => ({ uniform: () => (place * 0.377 + step * 0.191) % 1 }));

let root = '';
let paths: string[] = [];
let pixels = new SharedArrayBuffer(0);
let expected = new Float32Array();
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'sagittal-augment-'));
  const names = Array.from({ length: COUNT }, (_, key) => `${String(key)}.png`);
  const files = await Promise.all(
    names.map(async (name, key) => [name, await noisePicture(key, 12, 10).png().toBuffer()] as const),
  );
  await writeTree(root, Object.fromEntries(files));
  paths = names.map((name) => path.join(root, name));
  pixels = new SharedArrayBuffer(COUNT * LENGTH);
  expected = new Float32Array(COUNT * LENGTH);
  for (const [index, file] of paths.entries()) {
    const data = await decodeImage(file, size);
    new Uint8Array(pixels).set(data, index * LENGTH);
    expected.set(applyAugmentation({ data, ...size }, stagesOf(index), augmentation).data, index * LENGTH);
  }
});

afterAll(() => rm(root, { recursive: true, force: true }));

async function all(source: PictureSource, batch: number, cores?: number): Promise<Float32Array> {
  const result = new Float32Array(COUNT * LENGTH);
  const request = { source, stagesOf, augmentation, ...size, batch, ...(cores === undefined ? {} : { cores }) };
  let next = 0;
  for await (const { data, start, count } of augmentedBatches(request)) {
    expect([start, count, data.length]).toEqual([next, Math.min(batch, COUNT - next), count * LENGTH]);
    result.set(data, start * LENGTH);
    next += count;
  }
  expect(next).toBe(COUNT);
  return result;
}

test.each([
  [8, 1],
  [8, undefined],
  [16, 3],
  [33, 2],
  [1, 4],
  [100, 1],
])('batches of %d by %s threads have the same bits, from files and from memory', async (batch, cores) => {
  expect(await all({ paths }, batch, cores)).toEqual(expected);
  expect(await all({ pixels, indices: paths.map((_, index) => index) }, batch, cores)).toEqual(expected);
});

test('pixels come in the order asked for', async () => {
  const source = { pixels, indices: [7, 3] };
  const request = { source, stagesOf: () => [], augmentation, ...size, batch: 2 };
  for await (const { data } of augmentedBatches(request)) {
    expect(data).toEqual(
      Float32Array.from([...new Uint8Array(pixels, 7 * LENGTH, LENGTH), ...new Uint8Array(pixels, 3 * LENGTH, LENGTH)]),
    );
  }
});

test('a picture that cannot be decoded ends it, by name, before its batch', async () => {
  const bad = path.join(root, 'bad.png');
  await writeTree(root, { 'bad.png': 'text' });
  const starts: number[] = [];
  const run = async () => {
    const source = { paths: paths.with(40, bad) };
    for await (const { start } of augmentedBatches({ source, stagesOf, augmentation, ...size, batch: 16 })) starts.push(start);
  };
  await expect(run()).rejects.toMatchObject({ code: 'NOT_AN_IMAGE', item: bad });
  expect(starts).toEqual([0, 16]);
});

test('an abort ends it', async () => {
  const abort = new AbortController();
  const run = async () => {
    const request = { source: { paths }, stagesOf, augmentation, ...size, batch: 2, signal: abort.signal };
    for await (const { start } of augmentedBatches(request)) {
      expect(start).toBe(0);
      abort.abort();
    }
  };
  await expect(run()).rejects.toMatchObject({ code: 'CANCELLED' });
});
