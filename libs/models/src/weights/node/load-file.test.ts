import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '@sagittal/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { architectureByName } from '../../architectures/catalogue.ts';
import { sizeOf } from '../../graph/expect-shape.ts';
import { parameterShapes } from '../../graph/parameters.ts';
import type { FileWeightsRow } from '../row.ts';
import { kerasFiles, kerasGraph, kerasTensors } from '../testing/keras-files.ts';
import { loadWeights } from './load-weights.ts';
import { weightsPlaces } from './places.ts';

const bytes = kerasFiles.get('published') ?? new Uint8Array();
const sha256 = createHash('sha256').update(bytes).digest('hex');
const md5 = createHash('md5').update(bytes).digest('hex');

const row: FileWeightsRow = {
  name: 'small-imagenet',
  title: 'Small',
  format: 'keras-h5',
  file: 'small_notop.h5',
  url: 'https://example.org/small_notop.h5',
  bytes: bytes.length,
  sha256: null,
  md5: null,
  source: 'https://example.org/small',
  licence: 'MIT',
  preprocessing: { scale: [1], offset: [0] },
  frozenOnly: false,
};

describe('weights in a file', () => {
  let home = '';
  const at = (file: string): string => path.join(home, 'weights', file);
  const load = (of: FileWeightsRow = row, graph = kerasGraph) => loadWeights(of, graph, weightsPlaces({ folders: [], home }));
  const problem = async (of: FileWeightsRow = row, graph = kerasGraph): Promise<AppError> => {
    const error = await load(of, graph).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (error instanceof AppError) return error;
    throw new Error('no AppError', { cause: error });
  };

  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'weights-'));
    mkdirSync(path.join(home, 'weights'));
    writeFileSync(at(row.file), bytes);
  });
  afterEach(() => rmSync(home, { recursive: true }));

  it.each([
    ['official, by MD5', { md5 }, 'official'],
    ['official, by SHA-256', { sha256, md5: 'not looked at' }, 'official'],
    ['brought by hand', { md5: 'another' }, 'by-hand'],
    ['brought by hand, by SHA-256', { sha256: 'another', md5 }, 'by-hand'],
    ['of no published hash', {}, 'unverified'],
  ])('are told apart: %s', async (_title, hashes, origin) => {
    const loaded = await load({ ...row, ...hashes });
    expect(loaded).toMatchObject({ origin, hash: sha256, path: at(row.file) });
    expect([...loaded.parameters.keys()].sort()).toEqual([...kerasTensors.keys()].sort());
  });

  it('that were cut off are refused', async () => {
    truncateSync(at(row.file), bytes.length / 2);
    expect(await problem()).toMatchObject({ code: 'WEIGHTS_CORRUPT', item: at(row.file) });
  });

  it('that are larger than can be read are refused before they are', async () => {
    truncateSync(at(row.file), 2 ** 31);
    expect((await problem()).message).toContain('larger');
  });

  it('without one layer, or with another shape, name the tensor and the right file', async () => {
    const graph = {
      ...kerasGraph,
      layers: kerasGraph.layers.map((layer) => (layer.kind === 'dense' ? { ...layer, units: 4 } : layer)),
    };
    const wrong = await problem(row, graph);
    expect(wrong).toMatchObject({ code: 'WEIGHTS_MISMATCH', item: 'head/kernel' });
    expect(wrong.message).toContain(at(row.file));
    expect(wrong.hint).toContain('https://example.org/small_notop.h5');
    const renamed = {
      ...row,
      map: (source: typeof kerasTensors) => new Map([...source].filter(([name]) => name !== 'project/kernel')),
    };
    expect(await problem(renamed)).toMatchObject({ code: 'WEIGHTS_MISMATCH', item: 'project/kernel' });
  });

  it('of another network of the catalogue say which', async () => {
    const card = architectureByName('mobilenetv2-0.35');
    const shapes = parameterShapes(card.build({ height: 224, width: 224 }));
    let end = 0;
    const header = Object.fromEntries(
      [...shapes].map(([name, { shape }]) => {
        const begin = end;
        end += 4 * sizeOf(shape);
        return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }];
      }),
    );
    const text = Buffer.from(JSON.stringify(header));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(text.length));
    const other: FileWeightsRow = { ...row, format: 'safetensors', file: 'other.safetensors' };
    writeFileSync(at(other.file), Buffer.concat([length, text, Buffer.alloc(end)]));
    const wrong = await problem(other, architectureByName('mobilenetv2-1.0').build({ height: 224, width: 224 }));
    expect(wrong).toMatchObject({ code: 'WEIGHTS_MISMATCH', item: 'Conv1/kernel' });
    expect(wrong.hint).toContain('MobileNetV2 0.35');
  });
});
