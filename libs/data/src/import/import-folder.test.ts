import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bitmap24, blackPng, noiseJpeg, noisePicture, pngClaiming } from '../testing/pictures.ts';
import { filesUnder } from '../testing/store-tree.ts';
import { temporaryFolder, writeTree } from '../testing/temporary-folder.ts';
import { ContentStore, sha256Of } from './content-store.ts';
import { importFolder } from './import-folder.ts';
import { type StoreFiles, diskFiles } from './store-files.ts';

async function setUp(files: Readonly<Record<string, Uint8Array | string>>, store?: { files: StoreFiles }) {
  const [root, home] = [await temporaryFolder(), await temporaryFolder()];
  await writeTree(root, files);
  return { root, home, store: new ContentStore(home, store ?? {}) };
}

async function manyJpegs(count: number): Promise<Record<string, Uint8Array>> {
  const pictures = await Promise.all(Array.from({ length: count }, (_, key) => noiseJpeg(key)));
  return Object.fromEntries(
    pictures.map((picture, key) => [`${key % 2 === 0 ? 'a' : 'b'}/${String(key).padStart(3, '0')}.jpg`, picture]),
  );
}

test('each format is taken, hashed, measured, stored and thumbnailed', async () => {
  const picture = () => noisePicture(5, 300, 200);
  const bmp = bitmap24(300, 200, await picture().raw().toBuffer());
  const files = {
    'train/a/1.jpg': await picture().jpeg().toBuffer(),
    'train/a/2.png': await picture().png().toBuffer(),
    'train/b/3.webp': await picture().webp().toBuffer(),
    'train/b/4.tif': await picture().tiff().toBuffer(),
    'test/a/5.bmp': bmp,
    'test/b/6.jpg': await picture().png({ compressionLevel: 1 }).toBuffer(),
  };
  const { root, store, home } = await setUp(files);
  const { items, problems, added, ignored } = await importFolder({ root, store });
  expect([problems, ignored, added.length]).toEqual([[], 0, 6]);
  expect(
    items.map(({ path: file, label, officialSubset, format, width, height }) => [
      file,
      label,
      officialSubset,
      format,
      width,
      height,
    ]),
  ).toEqual([
    ['test/a/5.bmp', 'a', 'TEST', 'bmp', 300, 200],
    ['test/b/6.jpg', 'b', 'TEST', 'png', 300, 200],
    ['train/a/1.jpg', 'a', 'TRAIN', 'jpeg', 300, 200],
    ['train/a/2.png', 'a', 'TRAIN', 'png', 300, 200],
    ['train/b/3.webp', 'b', 'TRAIN', 'webp', 300, 200],
    ['train/b/4.tif', 'b', 'TRAIN', 'tiff', 300, 200],
  ]);
  for (const item of items) {
    expect(item.sha256).toBe(sha256Of(await readFile(store.pathOf(item.sha256))));
    expect(await sharp(store.thumbnailPath(item.sha256)).metadata()).toMatchObject({ format: 'webp', width: 256, height: 171 });
  }
  expect((await filesUnder(home)).filter((file) => file.startsWith('store/tmp'))).toEqual([]);
});

test('the size is that of the upright picture, and small ones keep theirs', async () => {
  const turned = await noisePicture(1, 60, 20).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const { root, store } = await setUp({ 'a/1.jpg': turned });
  const [item] = (await importFolder({ root, store })).items;
  expect(item).toMatchObject({ width: 20, height: 60 });
  expect(await sharp(store.thumbnailPath(item?.sha256 ?? '')).metadata()).toMatchObject({ width: 20, height: 60 });
});

test('byte-equal copies are stored once', async () => {
  const picture = await noiseJpeg(1);
  const { root, store, home } = await setUp({ 'a/1.jpg': picture, 'a/2.jpg': picture, 'b/3.jpg': picture });
  const { items, added } = await importFolder({ root, store });
  expect(items).toHaveLength(3);
  expect(added).toEqual([sha256Of(picture)]);
  expect(await filesUnder(home)).toHaveLength(2);
});

test('a second import adds nothing and finds the same', async () => {
  const { root, store } = await setUp(await manyJpegs(6));
  const first = await importFolder({ root, store });
  const second = await importFolder({ root, store });
  expect(second.items).toEqual(first.items);
  expect(second.added).toEqual([]);
});

test('progress ends at the total', async () => {
  const { root, store } = await setUp(await manyJpegs(9));
  const seen: { done: number; total: number }[] = [];
  await importFolder({ root, store, onProgress: (progress) => seen.push(progress) });
  expect(seen.at(-1)).toEqual({ done: 9, total: 9 });
  expect(seen.map(({ done }) => done)).toEqual([...seen.map(({ done }) => done)].sort((a, b) => a - b));
});

describe('files that are left out, each with its reason', () => {
  const reasons: [string, string, () => Promise<Uint8Array | string>, string][] = [
    ['text named .jpg', 'a/bad.jpg', () => Promise.resolve('this is no picture'), 'NOT_AN_IMAGE'],
    ['an empty file', 'a/bad.jpg', () => Promise.resolve(''), 'NOT_AN_IMAGE'],
    [
      'an SVG named .png',
      'a/bad.png',
      () => Promise.resolve('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      'NOT_AN_IMAGE',
    ],
    ['a GIF named .png', 'a/bad.png', () => noisePicture(1).gif().toBuffer(), 'NOT_AN_IMAGE'],
    ['a JPEG cut in the middle', 'a/bad.jpg', async () => (await noiseJpeg(2, 200, 200)).subarray(0, 5000), 'IMAGE_TRUNCATED'],
    [
      'a large JPEG cut near its end',
      'a/bad.jpg',
      async () => (await noiseJpeg(2, 1200, 900)).subarray(0, -2000),
      'IMAGE_TRUNCATED',
    ],
    [
      'a progressive JPEG cut near its end',
      'a/bad.jpg',
      async () => (await noisePicture(2, 1200, 900).jpeg({ progressive: true }).toBuffer()).subarray(0, -2000),
      'IMAGE_TRUNCATED',
    ],
    ['a JPEG cut in its header', 'a/bad.jpg', async () => (await noiseJpeg(2)).subarray(0, 30), 'IMAGE_TRUNCATED'],
    [
      'a PNG cut in the middle',
      'a/bad.png',
      async () => (await noisePicture(2).png().toBuffer()).subarray(0, 1500),
      'IMAGE_TRUNCATED',
    ],
    [
      'a WebP cut in the middle',
      'a/bad.webp',
      async () => (await noisePicture(2, 200, 200).webp().toBuffer()).subarray(0, 1500),
      'IMAGE_TRUNCATED',
    ],
    [
      'a TIFF cut in the middle',
      'a/bad.tif',
      async () => (await noisePicture(2, 200, 200).tiff({ compression: 'none' }).toBuffer()).subarray(0, 60_000),
      'IMAGE_TRUNCATED',
    ],
    [
      'a BMP cut in the middle',
      'a/bad.bmp',
      () => Promise.resolve(bitmap24(40, 40, new Uint8Array(4800)).subarray(0, 2000)),
      'IMAGE_TRUNCATED',
    ],
    ['20,000 × 20,000 pixels by the header', 'a/bad.png', () => pngClaiming(20_000, 20_000), 'IMAGE_TOO_LARGE'],
    ['a BMP of 20,000 × 20,000 by the header', 'a/bad.bmp', () => Promise.resolve(hugeBitmap()), 'IMAGE_TOO_LARGE'],
    ['a name with a line break', 'a/bad\nname.jpg', () => noiseJpeg(3), 'PATH_NOT_ALLOWED'],
    ['a name with ..', 'a/bad..name.jpg', () => noiseJpeg(3), 'PATH_NOT_ALLOWED'],
  ];
  test.each(reasons)('%s', async (_, file, content, code) => {
    const { root, store, home } = await setUp({ [file]: await content(), 'a/good.jpg': await noiseJpeg(1) });
    const { items, problems, added } = await importFolder({ root, store });
    expect(items.map((item) => item.path)).toEqual(['a/good.jpg']);
    expect(problems).toEqual([
      { item: file.replace('\n', '\\n'), code, message: expect.stringMatching(/\.$/), hint: expect.any(String) },
    ]);
    expect(added).toHaveLength(1);
    expect(await filesUnder(home)).toHaveLength(2);
  });

  test('a real picture of 20,000 × 20,000 pixels is refused at once', async () => {
    const { root, store } = await setUp({ 'a/huge.png': blackPng(20_000, 20_000), 'a/good.jpg': await noiseJpeg(1) });
    const began = performance.now();
    const { problems } = await importFolder({ root, store });
    expect(problems).toEqual([
      expect.objectContaining({
        item: 'a/huge.png',
        code: 'IMAGE_TOO_LARGE',
        message: expect.stringContaining('20,000 × 20,000'),
      }),
    ]);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test('a file that may not be read', async () => {
    const { root, store } = await setUp({ 'a/closed.jpg': await noiseJpeg(2), 'a/good.jpg': await noiseJpeg(1) });
    await chmod(path.join(root, 'a/closed.jpg'), 0o000);
    const { items, problems } = await importFolder({ root, store });
    // nothing is closed to root
    if (process.getuid?.() === 0) expect(items).toHaveLength(2);
    else expect(problems).toEqual([expect.objectContaining({ item: 'a/closed.jpg', code: 'FILE_NOT_READABLE' })]);
  });

  test('a file that goes away between the scan and its turn', async () => {
    const { root, store } = await setUp(await manyJpegs(8));
    const { items, problems } = await importFolder({
      root,
      store,
      concurrency: 1,
      onProgress: ({ done }) => {
        if (done === 1) execFileSync('rm', [path.join(root, 'b/007.jpg')]);
      },
    });
    expect([items.length, problems]).toEqual([7, [expect.objectContaining({ item: 'b/007.jpg', code: 'FILE_NOT_READABLE' })]]);
  });

  test('where none is left, there are no items and every reason', async () => {
    const { root, store, home } = await setUp({ 'a/1.jpg': 'text', 'b/2.jpg': 'text' });
    const result = await importFolder({ root, store });
    expect([result.items, result.added, result.problems.length]).toEqual([[], [], 2]);
    expect(await filesUnder(home)).toEqual([]);
  });
});

function hugeBitmap(): Uint8Array {
  const file = bitmap24(1, 1, new Uint8Array(3));
  const view = new DataView(file.buffer);
  view.setInt32(18, 20_000, true);
  view.setInt32(22, 20_000, true);
  return file;
}

describe('nothing half-imported remains', () => {
  /** A disk that is full after so many bytes. */
  function smallDisk(room: number): StoreFiles {
    let used = 0;
    return {
      ...diskFiles,
      clone: () => Promise.reject(new Error('not supported')),
      write: async (file, data) => {
        used += data.length;
        if (used <= room) return diskFiles.write(file, data);
        await writeFile(file, data.subarray(0, 10));
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
      },
    };
  }

  test('when the disk fills up half-way', async () => {
    const { root, store, home } = await setUp(await manyJpegs(40), { files: smallDisk(30_000) });
    await expect(importFolder({ root, store })).rejects.toMatchObject({
      code: 'DISK_FULL',
      hint: expect.stringContaining('SAGITTAL_HOME'),
    });
    expect(await filesUnder(home)).toEqual([]);
  });

  test('when the disk is seen to be too small beforehand', async () => {
    const { root, store, home } = await setUp(await manyJpegs(3), {
      files: { ...diskFiles, freeBytes: () => Promise.resolve(1000) },
    });
    await expect(importFolder({ root, store })).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(await filesUnder(home)).toEqual([]);
  });

  test('on a real disk of 80 MiB that fills up half-way', async ({ annotate }) => {
    const home = await temporaryFolder();
    const mounted = mountSmallDisk(home);
    if (!mounted) {
      await annotate('a small tmpfs cannot be mounted here: only the injected disk was tried');
      return;
    }
    const { root } = await setUp(await manyJpegs(60));
    const store = new ContentStore(home);
    const filler = path.join(home, 'filler');
    const importing = importFolder({
      root,
      store,
      concurrency: 1,
      onProgress: ({ done }) => {
        // dd ends with an error when the disk is full, which is what is wanted
        if (done === 1) execFileSync('sh', ['-c', `dd if=/dev/zero of='${filler}' bs=4k 2>/dev/null || true`]);
      },
    });
    await expect(importing).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(await filesUnder(home)).toEqual(['filler']);
    await rm(filler);
    expect((await importFolder({ root, store })).items).toHaveLength(60);
  });

  test.each([0, 1, 7, 20])('when it is aborted after %d files', async (after) => {
    const { root, store, home } = await setUp(await manyJpegs(30));
    const kept = await noiseJpeg(3);
    await store.add(kept);
    const abort = new AbortController();
    if (after === 0) abort.abort();
    const slow: StoreFiles = {
      ...diskFiles,
      rename: async (from, to) => {
        await diskFiles.rename(from, to);
        renames += 1;
        if (renames >= after * 2) abort.abort();
      },
    };
    let renames = 0;
    await expect(
      importFolder({ root, store: new ContentStore(home, { files: slow }), signal: abort.signal }),
    ).rejects.toMatchObject({ code: 'CANCELLED' });
    // what was in the store before stays; a thumbnail may have come to it
    expect((await filesUnder(home)).filter((file) => !file.includes('thumbnails'))).toEqual([
      path.join('store', sha256Of(kept).slice(0, 2), sha256Of(kept)),
    ]);
    expect((await filesUnder(home)).filter((file) => file.includes('thumbnails') && !file.includes(sha256Of(kept)))).toEqual([]);
  });

  test('when the store fails in any other way', async () => {
    let writes = 0;
    const failing = (): boolean => (writes += 1) > 9;
    const { root, store, home } = await setUp(await manyJpegs(10), {
      files: {
        ...diskFiles,
        clone: () => Promise.reject(new Error('no')),
        write: (file, data) => (failing() ? Promise.reject(new Error('EIO')) : diskFiles.write(file, data)),
      },
    });
    await expect(importFolder({ root, store })).rejects.toThrow('EIO');
    expect(await filesUnder(home)).toEqual([]);
  });
});

/** Mounts a tmpfs of 80 MiB for this test, where the user may. */
function mountSmallDisk(folder: string): boolean {
  try {
    execFileSync('sh', ['-c', 'mount -t tmpfs -o size=80m tmpfs "$1"', 'sh', folder], { stdio: 'ignore' });
  } catch {
    return false;
  }
  onTestFinished(() => {
    execFileSync('sh', ['-c', 'umount "$1"', 'sh', folder]);
  });
  return true;
}

test('a folder without images stores nothing', async () => {
  const [root, home] = [await temporaryFolder(), await temporaryFolder()];
  await mkdir(path.join(root, 'a'));
  await expect(importFolder({ root, store: new ContentStore(home) })).rejects.toMatchObject({ code: 'FOLDER_EMPTY' });
  expect(await filesUnder(home)).toEqual([]);
});
