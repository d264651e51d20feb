import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { greyBitmap } from '../testing/grey-bitmap.ts';
import { pixelSources } from './pixel-sources.ts';
import type { SampleSource } from './sample-source.ts';

const SIDE = 16;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sagittal-pixels-'));
  for (let index = 0; index < 5; index += 1)
    await writeFile(path.join(folder, `${String(index)}.bmp`), greyBitmap(SIDE, index * 50));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function opened(memoryBytes: number): Promise<SampleSource[]> {
  const image = (index: number) => ({
    itemId: '',
    name: '',
    path: path.join(folder, `${String(index)}.bmp`),
    sha256: '',
    classIndex: 0,
  });
  const opening = pixelSources([[0, 1, 2].map(image), [3, 4].map(image), []], {
    height: SIDE,
    width: SIDE,
    signal: new AbortController().signal,
    memoryBytes,
  });
  for (;;) {
    const next = await opening.next();
    if (next.done) return next.value;
  }
}

async function firstPixels(source: SampleSource | undefined, order: number[]): Promise<number[]> {
  const levels = [];
  for await (const { data, count } of source?.batches(Uint32Array.from(order), 2) ?? []) {
    for (let row = 0; row < count; row += 1) levels.push(data[row * SIDE * SIDE * 3] ?? -1);
  }
  return levels;
}

test.each([
  ['in memory', 1e9],
  ['from their files', 0],
])('%s, pictures come in the order asked for, subset by subset', async (_, memoryBytes) => {
  const [training, validation, empty] = await opened(memoryBytes);
  expect([training?.count, validation?.count, empty?.count]).toEqual([3, 2, 0]);
  expect(await firstPixels(training, [2, 0, 1])).toEqual([100, 0, 50]);
  expect(await firstPixels(validation, [1, 0])).toEqual([200, 150]);
  expect(await firstPixels(empty, [])).toEqual([]);
});
