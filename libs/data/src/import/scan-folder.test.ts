import { chmod, mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { noisePicture } from '../testing/pictures.ts';
import { temporaryFolder, writeTree } from '../testing/temporary-folder.ts';
import { scanFolder } from './scan-folder.ts';

const IMAGE = 'content does not matter to the scan';

async function scanTree(files: Readonly<Record<string, Uint8Array | string>>) {
  const root = await temporaryFolder();
  await writeTree(root, files);
  return scanFolder(root);
}

const brief = (scan: Awaited<ReturnType<typeof scanFolder>>) =>
  scan.entries.map(({ path: file, label, officialSubset }) => [file, label, officialSubset]);

describe('layouts', () => {
  test('a folder a class, deeper folders mean nothing', async () => {
    const scan = await scanTree({ 'b/1.png': IMAGE, 'a/2.jpg': IMAGE, 'a/patient 7/1.TIF': IMAGE });
    expect(brief(scan)).toEqual([
      ['a/2.jpg', 'a', null],
      ['a/patient 7/1.TIF', 'a', null],
      ['b/1.png', 'b', null],
    ]);
    expect(scan.problems).toEqual([]);
  });

  test('train, validation and test above the classes', async () => {
    const scan = await scanTree({ 'Training/a/1.png': IMAGE, 'val/a/1.png': IMAGE, 'TEST/b/1.png': IMAGE });
    expect(brief(scan)).toEqual([
      ['TEST/b/1.png', 'b', 'TEST'],
      ['Training/a/1.png', 'a', 'TRAIN'],
      ['val/a/1.png', 'a', 'VALIDATION'],
    ]);
  });

  test('a folder that wraps it all, and what an archive from macOS leaves', async () => {
    const scan = await scanTree({
      'brain set/train/a/1.png': IMAGE,
      'brain set/test/a/2.png': IMAGE,
      '__MACOSX/brain set/train/a/._1.png': IMAGE,
      'brain set/.DS_Store': IMAGE,
    });
    expect(brief(scan)).toEqual([
      ['brain set/test/a/2.png', 'a', 'TEST'],
      ['brain set/train/a/1.png', 'a', 'TRAIN'],
    ]);
    expect(scan.problems).toEqual([]);
  });

  test('one class alone is not mistaken for a wrapper', async () => {
    expect(brief(await scanTree({ 'a/1.png': IMAGE }))).toEqual([['a/1.png', 'a', null]]);
  });

  test('a class may be called "test"', async () => {
    expect(brief(await scanTree({ 'test/1.png': IMAGE, 'control/1.png': IMAGE }))).toEqual([
      ['control/1.png', 'control', null],
      ['test/1.png', 'test', null],
    ]);
  });

  test('what stands beside is told, one by one', async () => {
    const scan = await scanTree({
      'train/a/1.png': IMAGE,
      'test/a/2.png': IMAGE,
      'extra/a/3.png': IMAGE,
      'train/4.png': IMAGE,
      '5.png': IMAGE,
    });
    expect(scan.entries).toHaveLength(2);
    expect(scan.problems.map(({ item, code }) => [item, code])).toEqual([
      ['5.png', 'NO_CLASSES'],
      ['extra/a/3.png', 'NO_CLASSES'],
      ['train/4.png', 'NO_CLASSES'],
    ]);
  });

  test('labels are composed Unicode, as macOS does not write them', async () => {
    const scan = await scanTree({ ['gliome\u0301/1.png']: IMAGE });
    expect(scan.entries[0]?.label).toBe('gliom\u00e9');
  });
});

test('hidden, system and other files are ignored and counted', async () => {
  const scan = await scanTree({
    'a/1.png': IMAGE,
    'a/.hidden.png': IMAGE,
    'a/Thumbs.db': IMAGE,
    '.git/a/1.png': IMAGE,
    'README.txt': IMAGE,
    'a/labels.csv': IMAGE,
  });
  expect(scan.entries.map((entry) => entry.path)).toEqual(['a/1.png']);
  expect(scan.problems).toEqual([]);
  expect(scan.ignored).toBe(5);
});

test('a file without an extension is taken by its content', async () => {
  const png = await noisePicture(1).png().toBuffer();
  const scan = await scanTree({ 'a/scan': png, 'a/slice.001': png, 'a/notes': 'text', 'a/picture.txt': png });
  expect(scan.entries.map((entry) => entry.path)).toEqual(['a/scan', 'a/slice.001']);
  expect(scan.ignored).toBe(2);
});

test.each([
  ['a line break', 'a/x\ny.png', 'a/x\\ny.png'],
  ['two dots', 'a/x..png', 'a/x..png'],
  ['two dots in front', 'a/..x.png', 'a/..x.png'],
  ['a backslash', 'a/..\\..\\x.png', 'a/..\\..\\x.png'],
  ['a line break in a folder', 'b\nc/1.png', 'b\\nc'],
])('%s in a name is PATH_NOT_ALLOWED, the rest is taken', async (_, file, item) => {
  const scan = await scanTree({ [file]: IMAGE, 'a/good.png': IMAGE });
  expect(scan.entries.map((entry) => entry.path)).toEqual(['a/good.png']);
  expect(scan.problems).toEqual([expect.objectContaining({ code: 'PATH_NOT_ALLOWED', item })]);
});

describe('links', () => {
  test('circles end, and are told', async () => {
    const root = await temporaryFolder();
    await writeTree(root, { 'a/1.png': IMAGE, 'b/1.png': IMAGE });
    await symlink(root, path.join(root, 'a', 'up'));
    await symlink('../b', path.join(root, 'a', 'across'));
    await symlink('self', path.join(root, 'a', 'self.png'));
    const scan = await scanFolder(root);
    expect(scan.entries.map((entry) => entry.path)).toEqual(['a/1.png', 'b/1.png']);
    expect(scan.problems.map(({ item, code }) => [item, code])).toEqual([
      ['a/self.png', 'FILE_NOT_READABLE'],
      ['a/across', 'PATH_NOT_ALLOWED'],
      ['a/up', 'PATH_NOT_ALLOWED'],
    ]);
  });

  test('they are followed, but not out of the roots', async () => {
    const [root, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
    await writeTree(elsewhere, { 'c/1.png': IMAGE, '2.png': IMAGE });
    await writeTree(root, { 'a/1.png': IMAGE });
    await symlink(path.join(elsewhere, 'c'), path.join(root, 'c'));
    await symlink(path.join(elsewhere, '2.png'), path.join(root, 'a', '2.png'));
    expect((await scanFolder(root)).entries.map((entry) => entry.path)).toEqual(['a/1.png', 'a/2.png', 'c/1.png']);
    const held = await scanFolder(root, { roots: [root] });
    expect(held.entries.map((entry) => entry.path)).toEqual(['a/1.png']);
    expect(held.problems.map(({ item, code }) => [item, code])).toEqual([
      ['a/2.png', 'PATH_NOT_ALLOWED'],
      ['c', 'PATH_NOT_ALLOWED'],
    ]);
  });
});

test('a pipe named as a picture is never opened', async () => {
  const root = await temporaryFolder();
  await writeTree(root, { 'a/1.png': IMAGE });
  execFileSync('sh', ['-c', 'mkfifo "$1/pipe.png" "$1/pipe"', 'sh', path.join(root, 'a')]);
  expect((await scanFolder(root)).entries.map((entry) => entry.path)).toEqual(['a/1.png']);
});

describe('a folder that gives nothing', () => {
  test('is not there', async () => {
    await expect(scanFolder('/no/such/folder')).rejects.toMatchObject({ code: 'FOLDER_NOT_FOUND', item: '/no/such/folder' });
  });

  test('is a file', async () => {
    const root = await temporaryFolder();
    await writeTree(root, { 'a.png': IMAGE });
    await expect(scanFolder(path.join(root, 'a.png'))).rejects.toMatchObject({ code: 'FOLDER_NOT_FOUND' });
    await expect(scanFolder(path.join(root, 'a.png', 'b'))).rejects.toMatchObject({ code: 'FOLDER_NOT_FOUND' });
  });

  test('is empty, or says what it holds instead', async () => {
    const root = await temporaryFolder();
    await mkdir(path.join(root, 'a'));
    await expect(scanFolder(root)).rejects.toMatchObject({ code: 'FOLDER_EMPTY' });
    await writeTree(root, { 'a/1.dcm': IMAGE, 'a/2.dcm': IMAGE });
    await expect(scanFolder(root)).rejects.toMatchObject({ code: 'FOLDER_EMPTY', message: expect.stringContaining('2 .dcm') });
  });

  test('has no class folders', async () => {
    await expect(scanTree({ '1.png': IMAGE, '2.png': IMAGE })).rejects.toMatchObject({ code: 'NO_CLASSES' });
  });

  test('may not be read', async () => {
    const root = await temporaryFolder();
    await writeTree(root, { 'open/1.png': IMAGE, 'closed/1.png': IMAGE });
    await chmod(path.join(root, 'closed'), 0o000);
    const scan = scanFolder(path.join(root, 'closed'));
    // nothing is closed to root
    if (process.getuid?.() === 0) await expect(scan).rejects.toMatchObject({ code: 'NO_CLASSES' });
    else {
      await expect(scan).rejects.toMatchObject({ code: 'FOLDER_NOT_READABLE' });
      expect((await scanFolder(root)).problems).toEqual([
        expect.objectContaining({ item: 'closed', code: 'FOLDER_NOT_READABLE' }),
      ]);
    }
    await chmod(path.join(root, 'closed'), 0o700);
  });
});

test('an abort ends the scan', async () => {
  const root = await temporaryFolder();
  await writeTree(root, { 'a/1.png': IMAGE });
  await expect(scanFolder(root, { signal: AbortSignal.abort() })).rejects.toThrow();
});
