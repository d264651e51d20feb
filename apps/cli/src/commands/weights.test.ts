import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EXIT } from '../exit-codes.ts';
import { sagittal } from '../testing/command-line.ts';

describe('weights need no server', () => {
  let home = '';
  let server: Server;
  let answer = { status: 404, body: 'not here' };
  let mirror = '';

  beforeEach(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'sagittal-cli-'));
    answer = { status: 404, body: 'not here' };
    server = createServer((_, response) => response.writeHead(answer.status).end(answer.body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    mirror = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(home, { recursive: true });
  });

  const run = (args: readonly string[], settings: { folders: readonly string[]; mirror: string | undefined }) =>
    sagittal(['weights', ...args], { homes: [home], weights: settings });

  test('each is listed with its size, and where it is looked for', async () => {
    const listed = await run(['--json'], { folders: ['/elsewhere'], mirror: undefined });
    expect(listed.exitCode).toBe(EXIT.ok);
    const { weights, lookedIn } = JSON.parse(listed.stdout) as { weights: unknown[]; lookedIn: string[] };
    expect(lookedIn).toEqual(['/elsewhere', path.join(home, 'weights')]);
    expect(weights).toContainEqual(
      expect.objectContaining({
        architecture: 'vgg16',
        name: 'vgg16-imagenet',
        bytes: 58_889_256,
        available: false,
        downloadable: true,
        path: null,
        file: 'vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5',
      }),
    );
    const text = await run([], { folders: [], mirror: 'off' });
    expect(text.stdout).toMatch(/vgg16 +vgg16-imagenet +58\.9 MB +not here/);
    expect(text.stdout).toContain(path.join(home, 'weights'));
  });

  test('what cannot be downloaded is told with how to bring it', async () => {
    const missing = await run(['get', 'vgg16-imagenet'], { folders: [], mirror });
    expect(missing).toMatchObject({ exitCode: EXIT.failed, stdout: '' });
    for (const part of ['WEIGHTS_MISSING', '404', '58.9 MB', '6d6bbae143d832006294945121d1f1fc', path.join(home, 'weights')])
      expect(missing.stderr).toContain(part);
  });

  test('what comes with another hash is not kept', async () => {
    answer = { status: 200, body: 'other bytes' };
    const wrong = await run(['get', 'vgg16-imagenet'], { folders: [], mirror });
    expect(wrong.exitCode).toBe(EXIT.failed);
    expect(wrong.stderr).toContain('WEIGHTS_CORRUPT');
    expect(await readdir(path.join(home, 'weights'))).toEqual([]);
  });

  test('a name that is none is a mistake of the command line', async () => {
    const unknown = await run(['get', 'vgg'], { folders: [], mirror });
    expect(unknown.exitCode).toBe(EXIT.usage);
    expect(unknown.stderr).toContain('vgg16-imagenet');
  });

  test('a mirror that is no address is refused', async () => {
    const refused = await run([], { folders: [], mirror: 'mirror.example' });
    expect(refused.exitCode).toBe(EXIT.failed);
    expect(refused.stderr).toContain('SAGITTAL_WEIGHTS_MIRROR');
  });
});
