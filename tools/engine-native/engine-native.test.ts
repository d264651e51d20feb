import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { download } from './download.ts';
import { indexAddress } from './index-address.ts';
import { findWheel } from './pip-index.ts';
import { unpack } from './unpack.ts';
import { planOf } from './wheels.ts';

/** A zip file that holds its members as they are. */
function zipOf(members: Readonly<Record<string, string>>): Buffer {
  const [bodies, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, text] of Object.entries(members)) {
    const [label, data] = [Buffer.from(name), Buffer.from(text)];
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(label.length, 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, label, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, label]));
    bodies.push(body);
    offset += body.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, entries, end]);
}

const WHEEL = 'tensorflow_cpu-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl';
const wheel = zipOf({
  'tensorflow/libtensorflow_cc.so.2': 'cc',
  'tensorflow/libtensorflow_framework.so.2': 'framework',
  'tensorflow/include/tensorflow/c/c_api.h': 'header',
  'tensorflow/python/keep_out.py': 'python',
  'tensorflow_cpu-2.21.0.dist-info/METADATA': 'metadata',
});
const sha256 = createHash('sha256').update(wheel).digest('hex');
const [plan] = planOf('cpu', 'linux', 'x64').wheels;
if (plan === undefined) throw new Error('no wheel');

let server: Server;
let index: string;
let folder: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const json = (hash: string): void => {
      response.setHeader('content-type', 'application/vnd.pypi.simple.v1+json');
      const others = [
        'tensorflow_cpu-2.21.0-cp312-cp312-win_amd64.whl',
        'tensorflow_cpu-2.20.0-cp312-cp312-manylinux_2_27_x86_64.whl',
      ];
      const file = (filename: string) => ({
        filename,
        url: `../../files/${filename}`,
        hashes: { sha256: hash },
        size: wheel.length,
      });
      response.end(JSON.stringify({ files: [...others, WHEEL].map(file) }));
    };
    if (request.url?.endsWith('.whl') === true) response.end(wheel);
    else if (request.url === '/json/tensorflow-cpu/') json(sha256);
    else if (request.url === '/changed/tensorflow-cpu/') json('0'.repeat(64));
    else if (request.url === '/html/tensorflow-cpu/') {
      response.setHeader('content-type', 'text/html');
      response.end(`<!DOCTYPE html><a href="/files/${WHEEL}#sha256=${sha256}" data-x="1">${WHEEL}</a>`);
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  index = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});

afterAll(() => {
  server.close();
});

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'engine-native-'));
  return () => rm(folder, { recursive: true });
});

test.each(['json', 'html/'])('finds the wheel of this platform in an index of the form %s', async (form) => {
  expect(await findWheel(plan, `${index}/${form}`)).toMatchObject({ name: WHEEL, url: `${index}/files/${WHEEL}`, sha256 });
});

test('says what an index lacks, or that it cannot be reached and what to set', async () => {
  await expect(findWheel(plan, `${index}/none`)).rejects.toThrow('answered 404');
  await expect(findWheel({ ...plan, version: '9.9.9' }, `${index}/json`)).rejects.toThrow('no wheel of tensorflow-cpu 9.9.9');
  await expect(findWheel(plan, 'http://127.0.0.1:9/simple')).rejects.toThrow('PIP_INDEX_URL=');
});

test('takes the index that is named, else the one that pip knows', async () => {
  expect(await indexAddress('https://mirror.example/simple')).toBe('https://mirror.example/simple');
  const asked = await indexAddress(undefined).catch((error: unknown) => error);
  if (asked instanceof Error) expect(asked.message).toContain('PIP_INDEX_URL=');
  else expect(asked).toMatch(/^https?:/);
});

test('fetches with progress, and unpacks the libraries and headers alone', async () => {
  const told: string[] = [];
  const archive = await download(await findWheel(plan, `${index}/json`), folder, (progress) => told.push(progress));
  expect(told.at(-1)).toMatch(/MiB of .* MiB$/);
  const target = path.join(folder, 'build');
  expect(await unpack(archive, target, plan.place, () => undefined)).toBe(3);
  expect((await readdir(target)).toSorted()).toEqual(['include', 'libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']);
  expect(await readFile(path.join(target, 'include/tensorflow/c/c_api.h'), 'utf8')).toBe('header');
});

test('keeps nothing of a file whose hash is not the one of the index', async () => {
  const file = await findWheel(plan, `${index}/changed`);
  await expect(download(file, folder, () => undefined)).rejects.toThrow('something on the way changed it');
  expect(await readdir(folder)).toEqual([]);
});

test('a file that is no zip is told', async () => {
  const file = path.join(folder, 'page.whl');
  await writeFile(file, '<html>sign in</html>');
  await expect(unpack(file, folder, plan.place, () => undefined)).rejects.toThrow();
});

test('platforms: what there is, and what is possible elsewhere', () => {
  expect(planOf('cpu', 'linux', 'arm64').wheels.map(({ project }) => project)).toEqual(['tensorflow']);
  const cuda = planOf('cuda', 'linux', 'x64');
  expect(cuda.wheels).toHaveLength(12);
  const nvidia = cuda.wheels.find(({ project }) => project === 'nvidia-cudnn-cu12');
  expect(nvidia?.place('nvidia/cudnn/lib/libcudnn.so.9')).toBe('nvidia/cudnn/lib/libcudnn.so.9');
  expect(nvidia?.place('nvidia/cudnn/include/cudnn.h')).toBeNull();
  expect(() => planOf('cpu', 'win32', 'x64')).toThrow('WSL 2');
  expect(() => planOf('cpu', 'darwin', 'arm64')).toThrow('ONNX Runtime trains');
  expect(() => planOf('cuda', 'linux', 'arm64')).toThrow('Without a GPU: npm run engine:native');
});
