import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '@sagittal/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Graph } from '../../graph/graph.ts';
import { decodeFloat16 } from '../float16.ts';
import type { FolderWeightsRow } from '../row.ts';
import { findWeights } from './find-weights.ts';
import { loadWeights } from './load-weights.ts';
import { weightsPlaces } from './places.ts';
import { weightsAvailability } from './weights-availability.ts';

const graph: Graph = {
  name: 'tiny',
  layers: [
    { kind: 'input', name: 'input', inputs: [], shape: [3] },
    { kind: 'dense', name: 'dense', inputs: ['input'], units: 2, bias: true },
  ],
  endpoints: {},
  output: 'dense',
};

const row: FolderWeightsRow = {
  name: 'tiny-weights',
  title: 'Tiny',
  folder: 'tiny_folder',
  format: 'tfjs-layers',
  bytes: 2_500_000,
  source: 'https://example.org/tiny',
  licence: 'MIT',
  preprocessing: { scale: [1], offset: [0] },
  frozenOnly: false,
  map: (source) => new Map([...source].map(([name, tensor]) => [name.replace('fc', 'dense'), tensor])),
};

const kernel = [1, -2, 0.5, 1.5, 6, 65504];
const kernelHalves = Uint16Array.of(0x3c00, 0xc000, 0x3800, 0x3e00, 0x4600, 0x7bff);
const bias = Float32Array.of(0.1, -0.2);

function modelJson(shape: readonly number[] = [3, 2], dtype = 'float16'): string {
  return JSON.stringify({
    format: 'layers-model',
    weightsManifest: [
      {
        paths: ['a.bin', 'b.bin'],
        weights: [
          { name: 'fc/kernel', shape, dtype: 'float32', quantization: { dtype, original_dtype: 'float32' } },
          { name: 'fc/bias', shape: [2], dtype: 'float32' },
        ],
      },
    ],
  });
}

async function problemOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw new Error('no AppError', { cause: error });
}

const placesOf = (...folders: string[]) => weightsPlaces({ folders, home: null });

describe('weights in a folder', () => {
  let root = '';
  let folder = '';
  const write = (name: string, data: string | Uint8Array): void => writeFileSync(path.join(folder, name), data);
  const load = () => loadWeights(row, graph, placesOf(path.join(root, 'elsewhere'), root));

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'weights-'));
    folder = path.join(root, row.folder);
    mkdirSync(folder);
    const bytes = Buffer.concat([Buffer.from(kernelHalves.buffer), Buffer.from(bias.buffer)]);
    write('model.json', modelJson());
    write('a.bin', bytes.subarray(0, 7)); // a shard may end inside a number
    write('b.bin', bytes.subarray(7));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('are found and read, half and single precision, over several shards', async () => {
    const { parameters, hash, origin } = await load();
    expect(origin).toBe('unverified');
    expect([...(parameters.get('dense/kernel')?.data ?? [])]).toEqual(kernel);
    expect(parameters.get('dense/bias')).toEqual({ shape: [2], data: bias });
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await load()).hash).toBe(hash);
    expect(findWeights(row, placesOf(root))).toEqual({ path: folder, bytes: modelJson().length + 20 });
    expect(weightsAvailability(row, placesOf(root))).toMatchObject({ available: true, hint: null });
  });

  it('are read from whole numbers of one or two bytes, which stand for steps from a minimum', async () => {
    const quantised = (dtype: string) => modelJson().replace('"dtype":"float16"', `"dtype":"${dtype}","scale":0.5,"min":-2`);
    for (const [dtype, q] of [
      ['uint8', Uint8Array.of(0, 1, 2, 3, 254, 255)],
      ['uint16', Uint16Array.of(0, 1, 2, 3, 65534, 65535)],
    ] as const) {
      write('model.json', quantised(dtype));
      write('a.bin', new Uint8Array(q.buffer));
      write('b.bin', new Uint8Array(bias.buffer));
      const { parameters } = await load();
      expect([...(parameters.get('dense/kernel')?.data ?? [])]).toEqual([...q].map((step) => step * 0.5 - 2));
      expect(parameters.get('dense/bias')?.data).toEqual(bias);
    }
    write('model.json', quantised('uint8').replace('"scale":0.5,', ''));
    expect((await problemOf(load())).code).toBe('WEIGHTS_MISMATCH');
  });

  it('that are not finite are refused', async () => {
    write('b.bin', Buffer.concat([Buffer.from(kernelHalves.buffer), Buffer.from(Float32Array.of(0.1, NaN).buffer)]).subarray(7));
    expect(await problemOf(load())).toMatchObject({ code: 'WEIGHTS_CORRUPT', item: 'dense/bias' });
  });

  it('have another hash when one byte differs', async () => {
    const { hash } = await load();
    write('b.bin', Buffer.concat([Buffer.from(kernelHalves.buffer), Buffer.from(Float32Array.of(0.1, -0.3).buffer)]).subarray(7));
    expect((await load()).hash).not.toBe(hash);
  });

  it('that are not there are named, with how to bring them', async () => {
    for (const folders of [[], [path.join(root, 'elsewhere')]]) {
      const problem = await problemOf(loadWeights(row, graph, placesOf(...folders)));
      expect(problem.code).toBe('WEIGHTS_MISSING');
      expect(problem.message).toContain('tiny-weights (2.5 MB)');
      expect(problem.hint).toContain('https://example.org/tiny');
      expect(problem.hint).toContain('tiny_folder');
      expect(problem.hint).toContain(folders[0] ?? 'SAGITTAL_WEIGHTS');
      expect(weightsAvailability(row, placesOf(...folders))).toMatchObject({
        available: false,
        downloadable: false,
        path: null,
        bytes: 2_500_000,
        hint: problem.hint,
      });
    }
  });

  it('that were cut off are refused', async () => {
    write('b.bin', Buffer.alloc(3));
    expect(await problemOf(load())).toMatchObject({
      code: 'WEIGHTS_CORRUPT',
      message: expect.stringContaining('10 bytes') as unknown,
    });
    rmSync(path.join(folder, 'b.bin'));
    expect(await problemOf(load())).toMatchObject({ code: 'WEIGHTS_CORRUPT', item: path.join(folder, 'b.bin') });
  });

  it('with a broken model.json are refused', async () => {
    for (const json of [
      '{',
      '[]',
      '{"weightsManifest":[{}]}',
      '{"weightsManifest":[{"paths":["../x"],"weights":[]}]}',
      modelJson([3, -2]),
    ]) {
      write('model.json', json);
      expect((await problemOf(load())).code).toBe('WEIGHTS_CORRUPT');
      expect(weightsAvailability(row, placesOf(root)).available).toBe(false);
    }
    write('model.json', modelJson([3, 2], 'int4'));
    expect((await problemOf(load())).code).toBe('WEIGHTS_MISMATCH');
  });

  it('of another network are refused, with the tensor at fault', async () => {
    write('model.json', modelJson([2, 3]));
    expect(await problemOf(load())).toMatchObject({ code: 'WEIGHTS_MISMATCH', item: 'dense/kernel' });
    write('model.json', modelJson().replace('fc/bias', 'other/bias'));
    expect(await problemOf(load())).toMatchObject({ code: 'WEIGHTS_MISMATCH', item: 'dense/bias' });
  });
});

describe('half precision', () => {
  it('keeps every kind of number', () => {
    const bits = Uint16Array.of(0x0000, 0x8000, 0x0001, 0x03ff, 0x0400, 0x7c00, 0xfc00, 0x7e00, 0x3555);
    expect([...decodeFloat16(bits)]).toEqual([
      0,
      -0,
      2 ** -24,
      1023 * 2 ** -24,
      2 ** -14,
      Infinity,
      -Infinity,
      NaN,
      0.333251953125,
    ]);
  });
});
