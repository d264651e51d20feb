import { unlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { noisePicture } from '../testing/pictures.ts';
import { temporaryFolder, writeTree } from '../testing/temporary-folder.ts';
import { decodeImage } from './decode-image.ts';
import { type ImageBatch, imageBatches } from './image-batches.ts';

async function pictures(count: number): Promise<string[]> {
  const root = await temporaryFolder();
  const names = Array.from({ length: count }, (_, key) => `${key}.png`);
  await writeTree(
    root,
    Object.fromEntries(
      await Promise.all(names.map(async (name, key) => [name, await noisePicture(key, 12, 10).png().toBuffer()] as const)),
    ),
  );
  return names.map((name) => path.join(root, name));
}

test.each([
  [10, 4],
  [8, 4],
  [60, 40],
  [150, 20],
  [70, 65],
  [3, 8],
  [1, 1],
  [0, 4],
])('%d pictures by %d come whole and in order', async (count, batch) => {
  const paths = await pictures(count);
  const starts: number[] = [];
  for await (const { data, start, count: inBatch } of imageBatches({
    paths,
    height: 10,
    width: 12,
    batch,
  })) {
    starts.push(start);
    expect(inBatch).toBe(Math.min(batch, count - start));
    for (let index = 0; index < inBatch; index += 1) {
      const expected = await decodeImage(await readFile(paths[start + index] ?? ''), { height: 10, width: 12 });
      expect(Buffer.compare(data.subarray(index * 360, (index + 1) * 360), expected)).toBe(0);
    }
  }
  expect(starts).toEqual(Array.from({ length: Math.ceil(count / batch) }, (_, index) => index * batch));
});

test('no picture is read long before it is wanted, and none twice', async () => {
  const paths = await pictures(200);
  const batches = imageBatches({ paths, height: 10, width: 12, batch: 64 });
  await batches.next();
  // those decoded with the first batch may go; the next ones are still to be read
  for (const file of paths.slice(0, 128)) unlinkSync(file);
  unlinkSync(paths[150] ?? '');
  expect((await batches.next()).value).toMatchObject({ start: 64, count: 64 });
  await expect(batches.next()).rejects.toThrow('ENOENT');
});

test('a picture that cannot be decoded ends it, by name, before its batch', async () => {
  const paths = await pictures(150);
  const bad = path.join(path.dirname(paths[0] ?? ''), 'bad.png');
  await writeTree(path.dirname(bad), { 'bad.png': 'text' });
  paths[140] = bad;
  const seen: number[] = [];
  const run = async () => {
    for await (const batch of imageBatches({ paths, height: 10, width: 12, batch: 64 })) seen.push(batch.start);
  };
  await expect(run()).rejects.toMatchObject({ code: 'NOT_AN_IMAGE', item: bad });
  expect(seen).toEqual([0, 64]);
});

test('an abort ends it', async () => {
  const abort = new AbortController();
  const seen: ImageBatch[] = [];
  const run = async (paths: string[]) => {
    for await (const batch of imageBatches({ paths, height: 10, width: 12, batch: 2, signal: abort.signal })) {
      seen.push(batch);
      abort.abort();
    }
  };
  await expect(run(await pictures(12))).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(seen).toHaveLength(1);
});
