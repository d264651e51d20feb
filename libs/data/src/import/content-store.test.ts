import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { noiseJpeg } from '../testing/pictures.ts';
import { filesUnder } from '../testing/store-tree.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { ContentStore, sha256Of } from './content-store.ts';
import { type StoreFiles, diskFiles } from './store-files.ts';

const HELLO = new TextEncoder().encode('hello');
const HELLO_HASH = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

test('content lies under its hash, once', async () => {
  const home = await temporaryFolder();
  const store = new ContentStore(home);
  expect(await store.add(HELLO)).toEqual({ sha256: HELLO_HASH, bytes: 5, added: true });
  expect(await store.add(HELLO)).toEqual({ sha256: HELLO_HASH, bytes: 5, added: false });
  expect(await filesUnder(home)).toEqual([`store/2c/${HELLO_HASH}`]);
  expect(await readFile(store.pathOf(HELLO_HASH), 'utf8')).toBe('hello');
});

test('a file is added as its bytes are', async () => {
  const home = await temporaryFolder();
  await writeFile(path.join(home, 'source'), HELLO);
  const store = new ContentStore(path.join(home, 'home'));
  expect(await store.add(path.join(home, 'source'))).toEqual({ sha256: HELLO_HASH, bytes: 5, added: true });
  expect(await readFile(store.pathOf(HELLO_HASH), 'utf8')).toBe('hello');
});

test('the same content added many times at once stands whole', async () => {
  const home = await temporaryFolder();
  const store = new ContentStore(home);
  await Promise.all(Array.from({ length: 20 }, () => store.add(HELLO)));
  expect(await filesUnder(home)).toEqual([`store/2c/${HELLO_HASH}`]);
});

test('what a crash left half-written is replaced', async () => {
  const store = new ContentStore(await temporaryFolder());
  await store.add(HELLO);
  await writeFile(store.pathOf(HELLO_HASH), 'he');
  expect((await store.add(HELLO)).added).toBe(true);
  expect(await readFile(store.pathOf(HELLO_HASH), 'utf8')).toBe('hello');
});

test('a clone of a file that changed meanwhile is not kept', async () => {
  const home = await temporaryFolder();
  const source = path.join(home, 'source');
  await writeFile(source, 'hello');
  const files: StoreFiles = { ...diskFiles, clone: (_, to) => writeFile(to, 'other') };
  const store = new ContentStore(path.join(home, 'home'), { files });
  await store.put({ sha256: HELLO_HASH, data: HELLO, source: { path: source, changed: 0 } });
  expect(await readFile(store.pathOf(HELLO_HASH), 'utf8')).toBe('hello');
});

test('a clone is taken where the file system makes one', async () => {
  const home = await temporaryFolder();
  const source = path.join(home, 'source');
  await writeFile(source, 'hello');
  let clones = 0;
  const files: StoreFiles = {
    ...diskFiles,
    write: () => Promise.reject(new Error('was not to be written')),
    clone: async (from, to) => {
      clones += 1;
      await writeFile(to, await readFile(from));
    },
  };
  await new ContentStore(path.join(home, 'home'), { files }).add(source);
  expect(clones).toBe(1);
});

test('nothing but a hash is a path', () => {
  const store = new ContentStore('/home');
  for (const name of ['', '../etc/passwd', HELLO_HASH.toUpperCase(), `${HELLO_HASH}/x`])
    expect(() => store.pathOf(name)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
});

test('a thumbnail that was deleted is made again', async () => {
  const home = await temporaryFolder();
  const store = new ContentStore(home);
  const { sha256 } = await store.add(await noiseJpeg(1, 600, 300));
  const file = await store.ensureThumbnail(sha256);
  expect(file).toBe(store.thumbnailPath(sha256));
  expect((await readFile(file)).subarray(8, 12).toString()).toBe('WEBP');
  await expect(store.ensureThumbnail(HELLO_HASH)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('removing takes content and thumbnail, and what is not there is no error', async () => {
  const home = await temporaryFolder();
  const store = new ContentStore(home);
  const { sha256 } = await store.add(await noiseJpeg(1));
  await store.ensureThumbnail(sha256);
  await store.remove(sha256);
  await store.remove(sha256);
  expect(await filesUnder(home)).toEqual([]);
});

test('everything stored can be listed, and what a crash left in the way removed', async () => {
  const home = await temporaryFolder();
  const store = new ContentStore(home);
  const other = new TextEncoder().encode('other');
  await store.add(HELLO);
  await store.add(other);
  await writeFile(path.join(home, 'store', 'tmp', 'half'), 'x');
  const listed: string[] = [];
  for await (const hash of store.hashes()) listed.push(hash);
  expect(listed).toEqual([HELLO_HASH, sha256Of(other)].sort());
  await store.removeTemporaries();
  expect(await filesUnder(home)).toHaveLength(2);
});

test.each(['ENOSPC', 'EDQUOT'])('%s is DISK_FULL and leaves nothing', async (code) => {
  const home = await temporaryFolder();
  const files: StoreFiles = {
    ...diskFiles,
    clone: () => Promise.reject(new Error('not supported')),
    write: async (file) => {
      await writeFile(file, 'half');
      throw Object.assign(new Error('no space left on device'), { code });
    },
  };
  await expect(new ContentStore(home, { files }).add(HELLO)).rejects.toMatchObject({ code: 'DISK_FULL' });
  expect(await filesUnder(home)).toEqual([]);
});

test('a disk without room is told before anything is written', async () => {
  const files: StoreFiles = { ...diskFiles, freeBytes: () => Promise.resolve(1024 * 1024) };
  const store = new ContentStore(await temporaryFolder(), { files });
  await store.requireSpace(1024 * 1024);
  await expect(store.requireSpace(5 * 1024 * 1024)).rejects.toMatchObject({
    code: 'DISK_FULL',
    message: expect.stringContaining('5 MiB'),
  });
});
