import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EXIT } from '../exit-codes.ts';
import { serverAddress } from './address.ts';
import { checkoutOf, possibleHomes } from './homes.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sagittal-cli-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the address that was named wins', async () => {
  expect(await serverAddress('http://10.0.0.1:3000', [])).toBe('http://10.0.0.1:3000');
  expect(await serverAddress('https://host/graphql', [])).toBe('https://host');
  for (const wrong of ['localhost:3000', '3000', 'ftp://x', '']) {
    await expect(serverAddress(wrong, [])).rejects.toMatchObject({ exitCode: EXIT.usage });
  }
});

test('the newest server.json of the possible data folders', async () => {
  const homes = [path.join(folder, 'a'), path.join(folder, 'b'), path.join(folder, 'c')];
  for (const [index, port] of [
    [0, 3001],
    [1, 3002],
  ] as const) {
    const home = homes[index] ?? '';
    await mkdir(home);
    await writeFile(path.join(home, 'server.json'), JSON.stringify({ url: `http://127.0.0.1:${String(port)}`, pid: 1 }));
  }
  await utimes(path.join(folder, 'a', 'server.json'), 1_000, 1_000);
  expect(await serverAddress(undefined, homes)).toBe('http://127.0.0.1:3002');
});

test('no server.json, or one that is no such file, is a server that cannot be reached', async () => {
  await expect(serverAddress(undefined, [folder])).rejects.toMatchObject({ exitCode: EXIT.unreachable });
  for (const text of ['', '{', '{}', '{"url": "nowhere"}']) {
    await writeFile(path.join(folder, 'server.json'), text);
    await expect(serverAddress(undefined, [folder])).rejects.toMatchObject({
      exitCode: EXIT.unreachable,
      details: { item: path.join(folder, 'server.json') },
    });
  }
});

test('the data folder lies in the checkout, or where it was set', async () => {
  await writeFile(path.join(folder, 'nx.json'), '{}');
  await mkdir(path.join(folder, 'apps/cli/dist'), { recursive: true });
  const checkout = checkoutOf(path.join(folder, 'apps/cli/dist'));
  expect(checkout).toBe(folder);
  expect(possibleHomes(undefined, checkout)).toEqual([
    path.join(folder, '.sagittal'),
    expect.stringMatching(/^\/var\/lib\/sagittal\/[0-9a-f]{12}$/),
  ]);
  expect(possibleHomes('data', checkout)).toEqual([path.join(folder, 'data')]);
  expect(possibleHomes('/big/sagittal', checkout)).toEqual(['/big/sagittal']);
});
