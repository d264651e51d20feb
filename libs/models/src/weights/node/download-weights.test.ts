import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '@sagittal/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WeightsPlaces } from '../how-to-bring.ts';
import type { FileWeightsRow } from '../row.ts';
import { type DownloadProgress, downloadWeights } from './download-weights.ts';
import { fetchPart } from './http-part.ts';
import { weightsPlaces } from './places.ts';
import { weightsAvailability } from './weights-availability.ts';

const SIZE = 300_000;
const bytes = Buffer.from(Uint8Array.from({ length: SIZE }, (_, index) => Math.imul(index + 1, 2654435761) >>> 13));
const md5 = createHash('md5').update(bytes).digest('hex');
const ETAG = '"one"';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** As file servers answer, ranges included. */
const serve: Handler = (request, response) => {
  const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
  const conditional = request.headers['if-range'];
  const from = asked === undefined || (conditional !== undefined && conditional !== ETAG) ? 0 : Number(asked);
  if (from >= SIZE) {
    response.writeHead(416, { 'content-range': `bytes */${String(SIZE)}` }).end();
    return;
  }
  response.writeHead(from === 0 ? 200 : 206, {
    etag: ETAG,
    'content-length': SIZE - from,
    ...(from === 0 ? {} : { 'content-range': `bytes ${String(from)}-${String(SIZE - 1)}/${String(SIZE)}` }),
  });
  response.end(bytes.subarray(from));
};

/** Sends so much of what was asked, and breaks the connection. */
const breakAfter =
  (count: number): Handler =>
  (request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.writeHead(from === 0 ? 200 : 206, {
      etag: ETAG,
      'content-length': SIZE - from,
      ...(from === 0 ? {} : { 'content-range': `bytes ${String(from)}-${String(SIZE - 1)}/${String(SIZE)}` }),
    });
    response.write(bytes.subarray(from, from + count), () => setTimeout(() => response.destroy(), 50));
  };

const always =
  (status: number, body = ''): Handler =>
  (_, response) => {
    response.writeHead(status).end(body);
  };

describe('a download', () => {
  let home = '';
  let server: Server;
  /** One for each request, the last one for all that follow. */
  let handlers: Handler[] = [];
  let requests: IncomingMessage[] = [];
  let row: FileWeightsRow;
  let places: WeightsPlaces;

  const file = (name: string): string => path.join(home, 'weights', name);
  const files = (): string[] => readdirSync(path.join(home, 'weights')).sort();

  async function fetchAll(signal?: AbortSignal): Promise<{ path: string; seen: DownloadProgress[] }> {
    const seen: DownloadProgress[] = [];
    const download = downloadWeights(row, places, signal);
    for (;;) {
      const step = await download.next();
      if (step.done === true) return { path: step.value, seen };
      seen.push(step.value);
    }
  }

  async function problem(signal?: AbortSignal): Promise<AppError> {
    const error = await fetchAll(signal).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (error instanceof AppError) return error;
    throw new Error('no AppError', { cause: error });
  }

  beforeEach(async () => {
    home = mkdtempSync(path.join(tmpdir(), 'download-'));
    handlers = [serve];
    requests = [];
    server = createServer((request, response) => {
      requests.push(request);
      const handler = handlers.length > 1 ? handlers.shift() : handlers[0];
      handler?.(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    row = {
      name: 'tiny-imagenet',
      title: 'Tiny',
      format: 'keras-h5',
      file: 'tiny_notop.h5',
      url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/keras/tiny_notop.h5?v=1`,
      bytes: SIZE,
      sha256: null,
      md5,
      source: 'https://example.org/tiny',
      licence: 'MIT',
      preprocessing: { scale: [1], offset: [0] },
      frozenOnly: false,
    };
    places = weightsPlaces({ folders: [], home });
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
    rmSync(home, { recursive: true });
  });

  it('lies whole under its name, and nothing beside it', async () => {
    expect(weightsAvailability(row, places)).toMatchObject({ available: false, downloadable: true });
    const { path: at, seen } = await fetchAll();
    expect(at).toBe(file(row.file));
    expect(readFileSync(at).equals(bytes)).toBe(true);
    expect(files()).toEqual([row.file]);
    expect(seen.at(-1)).toEqual({ done: SIZE, total: SIZE });
    expect(seen.every(({ done }, index) => index === 0 || done > (seen[index - 1]?.done ?? 0))).toBe(true);
    expect(weightsAvailability(row, places)).toMatchObject({ available: true, path: at });
    await fetchAll();
    expect(requests).toHaveLength(1);
  });

  it('goes on from the part of an earlier one', async () => {
    await fetchAll().catch(() => null);
    rmSync(file(row.file));
    writeFileSync(file(`${row.file}.part`), bytes.subarray(0, 120_000));
    await fetchAll();
    expect(requests.at(-1)?.headers.range).toBe('bytes=120000-');
    expect(readFileSync(file(row.file)).equals(bytes)).toBe(true);
  });

  it('takes a part that was whole already', async () => {
    await fetchAll();
    writeFileSync(file(`${row.file}.part`), bytes);
    rmSync(file(row.file));
    await fetchAll();
    expect(readFileSync(file(row.file)).equals(bytes)).toBe(true);
    expect(requests).toHaveLength(2);
  });

  it('begins anew where no hash would tell that a part is of this file', async () => {
    row = { ...row, md5: null };
    await fetchAll();
    writeFileSync(file(`${row.file}.part`), Buffer.alloc(1000));
    rmSync(file(row.file));
    await fetchAll();
    expect(requests.at(-1)?.headers.range).toBeUndefined();
    expect(readFileSync(file(row.file)).equals(bytes)).toBe(true);
  });

  it('goes on where a connection breaks, on the same version of the file', async () => {
    for (const known of [md5, null]) {
      row = { ...row, md5: known };
      requests = [];
      handlers = [breakAfter(100_000), breakAfter(50_000), serve];
      await fetchAll();
      expect(requests.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=100000-', 'bytes=150000-']);
      expect(requests.at(-1)?.headers['if-range']).toBe(ETAG);
      expect(readFileSync(file(row.file)).equals(bytes)).toBe(true);
      rmSync(file(row.file));
    }
  });

  it('begins anew at a server without ranges', async () => {
    handlers = [
      breakAfter(100_000),
      (_, response) => {
        response.write(bytes);
        response.end();
      },
    ];
    const { seen } = await fetchAll();
    expect(seen.at(-1)).toEqual({ done: SIZE, total: null });
    expect(readFileSync(file(row.file)).equals(bytes)).toBe(true);
  });

  it('tries again where a server is busy', async () => {
    handlers = [always(503), serve];
    await fetchAll();
    expect(readFileSync(file(row.file)).equals(bytes)).toBe(true);
  });

  it('of a file that is not there says how to bring it, and keeps nothing', async () => {
    handlers = [always(404, 'not here')];
    const missing = await problem();
    expect(missing).toMatchObject({ code: 'WEIGHTS_MISSING', field: 'backbone.weights', item: row.file });
    expect(missing.message).toContain('404');
    for (const part of [row.url ?? '', '0.3 MB', md5, row.file, path.join(home, 'weights')]) expect(missing.hint).toContain(part);
    expect(requests).toHaveLength(1);
    expect(files()).toEqual([]);
  });

  it('without a network says how to bring it', async () => {
    row = { ...row, url: 'http://127.0.0.1:1/keras/tiny.h5' };
    const missing = await problem();
    expect(missing).toMatchObject({ code: 'WEIGHTS_MISSING', item: row.file });
    expect(missing.hint).toContain(md5);
  });

  it('with another hash is deleted', async () => {
    handlers = [(_, response) => response.end(Buffer.alloc(SIZE, 1))];
    const wrong = await problem();
    expect(wrong.code).toBe('WEIGHTS_CORRUPT');
    expect(wrong.message).toContain(md5);
    expect(files()).toEqual([]);
  });

  it('of a web page is deleted, also where no hash would tell', async () => {
    row = { ...row, md5: null };
    handlers = [always(200, '<!doctype html><title>Sign in</title>')];
    expect((await problem()).message).toContain('web page');
    expect(files()).toEqual([]);
  });

  it('by SHA-256 where that is known', async () => {
    row = { ...row, sha256: createHash('sha256').update(bytes).digest('hex'), md5: 'not looked at' };
    await fetchAll();
    expect(files()).toEqual([row.file]);
  });

  it('that is cancelled keeps its part', async () => {
    const controller = new AbortController();
    handlers = [
      (_, response) => {
        response.writeHead(200, { 'content-length': SIZE });
        response.write(bytes.subarray(0, 100_000), () => setTimeout(() => controller.abort(), 100));
      },
    ];
    expect((await problem(controller.signal)).code).toBe('CANCELLED');
    expect(files()).toEqual([`${row.file}.part`]);
    expect(readFileSync(file(`${row.file}.part`)).equals(bytes.subarray(0, 100_000))).toBe(true);
  });

  it('that is wanted twice at once is made once', async () => {
    handlers = [
      (request, response) => {
        setTimeout(() => serve(request, response), 100);
      },
    ];
    await Promise.all([fetchAll(), fetchAll()]);
    expect(requests).toHaveLength(1);
    expect(files()).toEqual([row.file]);
  });

  it('comes from the mirror, at the same path', async () => {
    const mirror = new URL(row.url ?? '').origin;
    row = { ...row, url: 'https://publisher.invalid/keras/tiny_notop.h5' };
    places = weightsPlaces({ folders: [], home, mirror: `${mirror}/mirrored/` });
    await fetchAll();
    expect(requests[0]?.url).toBe('/mirrored/keras/tiny_notop.h5');
  });

  it('is not tried where it is forbidden', async () => {
    places = weightsPlaces({ folders: [], home, mirror: 'off' });
    expect(weightsAvailability(row, places)).toMatchObject({ available: false, downloadable: false });
    expect((await problem()).code).toBe('WEIGHTS_MISSING');
    expect(requests).toEqual([]);
  });

  it('needs an address for its mirror', () => {
    expect(() => weightsPlaces({ folders: [], home, mirror: 'mirror.example' })).toThrow(AppError);
  });

  it('does not begin where the disk is too small', async () => {
    row = { ...row, bytes: Number.MAX_SAFE_INTEGER };
    expect(await problem()).toMatchObject({ code: 'DISK_FULL', item: file(`${row.file}.part`) });
    expect(requests).toEqual([]);
  });

  it('ends where the disk is full in the middle', async ({ skip }) => {
    skip(process.platform !== 'linux', 'only Linux has a device that is always full');
    mkdirSync(path.join(home, 'weights'));
    symlinkSync('/dev/full', file(`${row.file}.part`));
    expect(await problem()).toMatchObject({ code: 'DISK_FULL', item: row.file });
  });

  it('gives up a server that went silent', async () => {
    handlers = [
      (_, response) => {
        response.writeHead(200, { 'content-length': SIZE });
        response.write(bytes.subarray(0, 1000));
      },
    ];
    const part = path.join(home, 'part');
    const { signal } = new AbortController();
    const request = { url: row.url ?? '', part, from: 0, version: null, most: SIZE, signal, silenceMs: 200 };
    const pieces = fetchPart({ ...request, onVersion: () => undefined });
    expect((await pieces.next()).value).toEqual({ done: 1000, total: SIZE });
    await expect(pieces.next()).rejects.toThrow('silent');
    expect(readFileSync(part)).toHaveLength(1000);
  });
});
