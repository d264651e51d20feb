import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FeatureCache, pruneFeatureCache } from './feature-cache.ts';

const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const [a, b, c] = [sha('a'), sha('b'), sha('c')];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sagittal-features-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function filled(): Promise<string> {
  const cache = new FeatureCache(folder, 'key', 3);
  await cache.add(a, Float32Array.from([1, 2, 3]));
  await cache.add(b, Float32Array.from([Math.PI, -0, 1e-40]));
  await cache.flush();
  const [segment] = await readdir(path.join(folder, 'key'));
  return path.join(folder, 'key', segment ?? '');
}

test('what was added is read again to the bit, by another instance, and only what is wanted', async () => {
  await filled();
  const found = await new FeatureCache(folder, 'key', 3).read(new Set([b, c]));
  expect([...found.keys()]).toEqual([b]);
  expect(new Uint32Array((found.get(b) ?? new Float32Array()).buffer)).toEqual(
    new Uint32Array(Float32Array.from([Math.PI, -0, 1e-40]).buffer),
  );
});

test('another key or vector size finds nothing', async () => {
  await filled();
  expect((await new FeatureCache(folder, 'other', 3).read(new Set([a]))).size).toBe(0);
  expect((await new FeatureCache(folder, 'key', 4).read(new Set([a]))).size).toBe(0);
});

test('an altered record is left out, the others stay', async () => {
  const file = await filled();
  const bytes = await readFile(file);
  bytes[16 + 32 + 2] = (bytes[16 + 32 + 2] ?? 0) ^ 1;
  await writeFile(file, bytes);
  expect([...(await new FeatureCache(folder, 'key', 3).read(new Set([a, b]))).keys()]).toEqual([b]);
});

test.each([0, 3, 15, 16, 40, 70])('a file cut at %i bytes gives what is whole', async (length) => {
  const file = await filled();
  await writeFile(file, (await readFile(file)).subarray(0, length));
  const found = await new FeatureCache(folder, 'key', 3).read(new Set([a, b]));
  expect([...found.keys()]).toEqual(length >= 16 + 48 ? [a] : []);
});

test('beyond the limit the key that was not used for longest goes', async () => {
  for (const key of ['old', 'new']) {
    const cache = new FeatureCache(folder, key, 3);
    await cache.add(a, new Float32Array(3));
    await cache.flush();
  }
  await utimes(path.join(folder, 'new'), new Date(1000), new Date(1000));
  await new FeatureCache(folder, 'new', 3).touch();
  await utimes(path.join(folder, 'old'), new Date(2000), new Date(2000));
  expect(await pruneFeatureCache(folder, 100)).toEqual(['old']);
  expect(await readdir(folder)).toEqual(['new']);
  expect(await pruneFeatureCache(path.join(folder, 'absent'))).toEqual([]);
});
