import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EXIT } from './exit-codes.ts';
import { sagittal } from './testing/command-line.ts';
import { IDS } from './testing/samples.ts';

const CONTENT: Readonly<Record<string, Buffer>> = {
  'model.onnx': Buffer.alloc(100_000, 7),
  'model-card.json': Buffer.from('{}'),
  'model-card.md': Buffer.from('# card'),
  'best.safetensors': Buffer.alloc(300, 1),
};

let folder = '';
let server: Server;
let url = '';
/** Files that were asked for, in order. */
let asked: string[] = [];
let artifacts: { name: string; bytes: number; sha256: string; url: string }[] = [];
let status = 'FINISHED';

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sagittal-download-'));
  asked = [];
  status = 'FINISHED';
  artifacts = Object.entries(CONTENT).map(([name, content]) => ({
    name,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    url: `/runs/${IDS.run}/files/${name}`,
  }));
  server = createServer((request, response) => {
    if (request.url === '/graphql') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: { run: { id: IDS.run, name: 'first', status, artifacts } } }));
      return;
    }
    const name = path.basename(request.url ?? '');
    asked.push(name);
    const content = CONTENT[name];
    response.statusCode = content === undefined ? 404 : 200;
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const download = (...args: string[]) => sagittal(['download', IDS.run, ...args, '--url', url], { cwd: folder });
const inFolder = async (name: string): Promise<string[]> => (await readdir(path.join(folder, name))).sort();

test('the model comes with its card; what is there already is not fetched again', async () => {
  const outcome = await download('--json');
  expect(outcome).toMatchObject({ exitCode: EXIT.ok });
  expect(JSON.parse(outcome.stdout)).toMatchObject({
    run: IDS.run,
    files: [
      { name: 'model.onnx', bytes: 100_000, sha256: artifacts[0]?.sha256, fetched: true },
      { name: 'model-card.json' },
      { name: 'model-card.md' },
    ],
  });
  expect(await inFolder(IDS.run)).toEqual(['model-card.json', 'model-card.md', 'model.onnx']);
  expect(await readFile(path.join(folder, IDS.run, 'model.onnx'))).toEqual(CONTENT['model.onnx']);

  asked = [];
  await writeFile(path.join(folder, IDS.run, 'model-card.md'), 'altered');
  const again = await download();
  expect(asked).toEqual(['model-card.md']);
  expect(again.stdout).toContain('100,000 bytes, was there already');
});

test('files by name, or all, into a folder of choice', async () => {
  expect(await download('best.safetensors', '--out', 'one')).toMatchObject({ exitCode: EXIT.ok });
  expect(await inFolder('one')).toEqual(['best.safetensors']);
  expect(await download('--all', '--out', 'all')).toMatchObject({ exitCode: EXIT.ok });
  expect(await inFolder('all')).toEqual(Object.keys(CONTENT).sort());
});

test('what is damaged on its way does not stay', async () => {
  artifacts = artifacts.map((artifact) => ({ ...artifact, sha256: '0'.repeat(64) }));
  const outcome = await download();
  expect(outcome).toMatchObject({ exitCode: EXIT.failed, stdout: '' });
  expect(outcome.stderr).toContain('model.onnx came damaged');
  expect(await inFolder(IDS.run)).toEqual([]);
});

test('a file that is not there is told with what there is, before anything is fetched', async () => {
  const outcome = await download('model.onnx', 'weights.h5');
  expect(outcome).toMatchObject({ exitCode: EXIT.failed });
  expect(outcome.stderr).toContain('NOT_FOUND: The run first has no file weights.h5.');
  expect(outcome.stderr).toContain('It has: model.onnx, model-card.json');
  expect(asked).toEqual([]);
  [artifacts, status] = [[], 'RUNNING'];
  expect((await download()).stderr).toContain('It is running');
});

test('a name that leads out of the folder is refused', async () => {
  artifacts = artifacts.map((artifact) => ({ ...artifact, name: `../${artifact.name}` }));
  const outcome = await download('--all');
  expect(outcome).toMatchObject({ exitCode: EXIT.failed });
  expect(outcome.stderr).toContain('PATH_NOT_ALLOWED');
  expect(asked).toEqual([]);
});
