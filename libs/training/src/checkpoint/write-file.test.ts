import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeFileSafely } from './write-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sagittal-write-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('a file is replaced whole, and its size and hash are told', async () => {
  await writeFileSafely(path.join(folder, 'run'), 'best', new Uint8Array([1]));
  const bytes = new Uint8Array([1, 2, 3]);
  expect(await writeFileSafely(path.join(folder, 'run'), 'best', bytes)).toEqual({
    name: 'best',
    bytes: 3,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  expect([...(await readFile(path.join(folder, 'run', 'best')))]).toEqual([1, 2, 3]);
  expect(await readdir(path.join(folder, 'run'))).toEqual(['best']);
});

test('what cannot be put in place leaves the old file and no rest', async () => {
  await writeFile(path.join(folder, 'file'), 'old');
  await expect(writeFileSafely(path.join(folder, 'file'), 'inside', new Uint8Array([1]))).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['file']);
});
