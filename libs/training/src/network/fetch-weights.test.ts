import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { recipeSchema } from '@sagittal/contracts';
import { type WeightsPlaces, weightsPlaces } from '@sagittal/models/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrainEvent } from '../events.ts';
import { fetchWeights } from './fetch-weights.ts';

const SIZE = 200_000;
/** Keras publishes no hash of this file, so that any bytes are taken here; loading them is another matter. */
const recipe = recipeSchema.parse({ backbone: { architecture: 'mobilenetv2-0.35', weights: 'mobilenetv2-0.35-imagenet' } });

describe('weights that a run lacks', () => {
  let home = '';
  let server: Server;
  let requested: string[] = [];
  let places: WeightsPlaces;

  beforeEach(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'fetch-'));
    requested = [];
    server = createServer((request, response) => {
      requested.push(request.url ?? '');
      response.writeHead(200, { 'content-length': SIZE });
      response.write(Buffer.alloc(SIZE / 2));
      setTimeout(() => response.end(Buffer.alloc(SIZE / 2)), 700);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const mirror = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    places = weightsPlaces({ folders: [], home, mirror });
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(home, { recursive: true });
  });

  async function events(given: WeightsPlaces = places): Promise<TrainEvent[]> {
    const seen: TrainEvent[] = [];
    for await (const event of fetchWeights(recipe, given, new AbortController().signal)) seen.push(event);
    return seen;
  }

  it('are downloaded, with progress in bytes and a line at both ends', async () => {
    const seen = await events();
    expect(requested).toEqual([expect.stringContaining('mobilenet_v2')]);
    expect(seen.map(({ type }) => type)).toEqual(['log', 'progress', 'progress', 'log']);
    expect(seen[0]).toMatchObject({ message: expect.stringContaining('mobilenetv2-0.35-imagenet') as unknown });
    expect(seen[2]).toMatchObject({ progress: { phase: 'WEIGHTS', total: SIZE } });
    expect(existsSync(path.join(home, 'weights', path.basename(requested[0] ?? '')))).toBe(true);
    expect(await events()).toEqual([]);
  });

  it('are left alone where downloads are forbidden', async () => {
    expect(await events({ ...places, offline: true })).toEqual([]);
    expect(requested).toEqual([]);
  });

  it('that cannot be had end the run with what to do', async () => {
    await expect(events({ ...places, mirror: 'http://127.0.0.1:1' })).rejects.toMatchObject({
      code: 'WEIGHTS_MISSING',
      hint: expect.stringContaining(path.join(home, 'weights')) as unknown,
    });
  });
});
