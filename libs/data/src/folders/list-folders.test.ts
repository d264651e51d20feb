import { mkdir, realpath, symlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder, writeTree } from '../testing/temporary-folder.ts';
import { allowedFolder } from './allowed-folder.ts';
import { listFolders } from './list-folders.ts';

async function dataRoot(): Promise<string> {
  const root = await realpath(await temporaryFolder());
  await writeTree(root, {
    'scans 10/a/1.png': '',
    'scans 9/1.jpg': '',
    'scans 9/2.JPG': '',
    'scans 9/notes.txt': '',
    '.hidden/1.png': '',
    '__MACOSX/1.png': '',
    'file.png': '',
  });
  return root;
}

test('folders in the order of their numbers, with what lies right inside', async () => {
  const root = await dataRoot();
  expect(await listFolders(root, [root])).toEqual([
    { path: path.join(root, 'scans 9'), name: 'scans 9', images: 2, folders: 0, readable: true },
    { path: path.join(root, 'scans 10'), name: 'scans 10', images: 0, folders: 1, readable: true },
  ]);
});

test('without a folder: the roots, or what a person begins with', async () => {
  const root = await dataRoot();
  expect((await listFolders(null, [root])).map((folder) => folder.path)).toEqual([root]);
  expect((await listFolders(null, [path.join(root, 'gone')]))[0]).toMatchObject({ images: null, folders: 0, readable: false });
  expect((await listFolders(null, [])).map((folder) => folder.path)).toContain(homedir());
});

test('without roots, whatever may be read', async () => {
  const root = await dataRoot();
  expect(await listFolders(root, [])).toHaveLength(2);
});

test('nothing outside of the roots, by whatever way', async () => {
  const [root, outside] = [await dataRoot(), await temporaryFolder()];
  await mkdir(path.join(outside, 'secret'));
  await symlink(outside, path.join(root, 'link'));
  await symlink(path.join(root, 'scans 9'), path.join(root, 'inner'));
  for (const folder of [
    outside,
    path.join(root, '..'),
    `${root}-other`,
    path.join(root, 'link'),
    path.join(root, 'link', 'secret'),
    '/',
    path.join(outside, 'not there'),
  ])
    await expect(listFolders(folder, [root])).rejects.toMatchObject({ code: 'FOLDER_NOT_ALLOWED' });
  expect((await listFolders(root, [root])).map((folder) => folder.name)).toEqual(['inner', 'scans 9', 'scans 10']);
});

test('a folder that is not there, and a name that is none', async () => {
  const root = await dataRoot();
  await expect(listFolders(path.join(root, 'gone'), [root])).rejects.toMatchObject({ code: 'FOLDER_NOT_FOUND' });
  await expect(listFolders(path.join(root, 'file.png'), [root])).rejects.toMatchObject({ code: 'FOLDER_NOT_FOUND' });
  await expect(allowedFolder('a\0b', [])).rejects.toMatchObject({ code: 'FOLDER_NOT_ALLOWED' });
});

test('a root that is itself a link holds what it leads to', async () => {
  const [root, place] = [await dataRoot(), await temporaryFolder()];
  await symlink(root, path.join(place, 'data'));
  expect(await listFolders(path.join(place, 'data'), [path.join(place, 'data')])).toHaveLength(2);
});
