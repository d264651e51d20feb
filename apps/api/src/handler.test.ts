import { mkdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { ContentStore } from '@sagittal/data';
import type { Experiment } from '@sagittal/prisma';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ensureDefaults } from './modules/viewer/defaults.ts';
import { type Harness, startApi } from './testing/harness.ts';
import { type Imported, importedDataset, storedRun } from './testing/scenario.ts';

let api: Harness;
let brain: Imported;
let experiment: Experiment;

beforeAll(async () => {
  api = await startApi();
  brain = await importedDataset(api.database);
  experiment = await api.database.prisma.experiment.findFirstOrThrow();
});
afterAll(() => api.close());

/** fetch does not let a program choose its Host. */
function raw(
  at: string,
  headers: Record<string, string>,
  method = 'GET',
  body?: string,
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(at, api.url), { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const json = { 'content-type': 'application/json' };
const codeOf = (body: string): unknown =>
  (JSON.parse(body) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;

test('defaults are made once', async () => {
  const { prisma } = api.database;
  const again = await Promise.all([ensureDefaults(prisma), ensureDefaults(prisma)]);
  expect(new Set(again.map(({ projectId }) => projectId)).size).toBe(1);
  expect([await prisma.user.count(), await prisma.project.count(), await prisma.experiment.count()]).toEqual([1, 1, 1]);
  expect(await api.data('{ viewer { name role } experiment(name: "default") { name smallestDifference } }')).toEqual({
    viewer: { name: 'Local admin', role: 'ADMIN' },
    experiment: { name: 'default', smallestDifference: 0.01 },
  });
});

describe('who may ask', () => {
  test.each([
    ['a foreign name', { host: 'evil.example' }],
    ['a foreign page', { origin: 'https://evil.example' }],
  ])('%s gets 403 on every route', async (_who, headers) => {
    for (const at of ['/graphql', '/healthz', '/images/img_x', '/thumbnails/img_x', '/runs/run_x/files/a']) {
      const answer = await raw(at, { ...json, ...headers }, 'POST', '{"query":"{ viewer { id } }"}');
      expect(answer.status).toBe(403);
      expect(codeOf(answer.body)).toBe('NOT_ALLOWED');
    }
  });

  test('a foreign page gets no WebSocket', async () => {
    const status = (at: string, headers: Record<string, string>) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${api.url.replace('http', 'ws')}${at}`, 'graphql-transport-ws', { headers });
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
        socket.on('open', () => {
          resolve(101);
          socket.terminate();
        });
        socket.on('error', () => undefined);
      });
    expect(await status('/graphql', { origin: 'https://evil.example' })).toBe(403);
    expect(await status('/graphql', { host: 'evil.example' })).toBe(403);
    expect(await status('/elsewhere', {})).toBe(404);
    expect(await status('/graphql', { origin: api.url })).toBe(101);
  });

  test('a WebSocket that is refused is closed, whatever its address, and one that is gone by then leaves the server up', async () => {
    const { host, hostname, port } = new URL(api.url);
    const upgrade = (at: string, name: string, gone: boolean) =>
      new Promise<string>((resolve) => {
        let text = '';
        const socket = connect(Number(port), hostname, () => {
          socket.write(`GET ${at} HTTP/1.1\r\nHost: ${name}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
          if (gone) setTimeout(() => socket.resetAndDestroy(), 1);
        });
        socket.on('data', (part) => (text += part.toString()));
        socket.on('error', () => undefined);
        socket.on('close', () => resolve(text));
      });
    expect(await upgrade('//', host, false)).toMatch(/^HTTP\/1\.1 404 /);
    for (let attempt = 0; attempt < 20; attempt += 1) await upgrade('/graphql', 'evil.example', true);
    expect((await raw('/healthz', {})).status).toBe(200);
  });

  test.each([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'query={viewer{id}}', 415],
    ['plain text, which a page may send unasked', { 'content-type': 'text/plain' }, '{"query":"{viewer{id}}"}', 415],
    ['no type', {}, '{"query":"{viewer{id}}"}', 415],
    ['more than 1 MB', json, JSON.stringify({ query: '{ viewer { id } }', variables: { x: 'a'.repeat(1_100_000) } }), 413],
    ['half a JSON', json, '{"query":', 400],
    ['a query that is none', json, '{"query":"{ viewer { "}', 400],
    ['a field that is none', json, '{"query":"{ nothing }"}', 400],
  ])('%s is refused', async (_what, headers, body, status) => {
    const answer = await raw('/graphql', headers as Record<string, string>, 'POST', body);
    expect(answer.status).toBe(status);
    expect(codeOf(answer.body)).toBe('INVALID_INPUT');
  });

  test.each([
    ['looked for', 'query ($text: String) { datasets(search: $text) { totalCount } }'],
    ['as an id', 'query ($text: ID!) { run(id: $text) { id } }'],
    ['in a condition', 'query ($text: JSON) { runs(where: { recipe: { path: "a", eq: $text } }) { totalCount nodes { id } } }'],
    ['to be written', 'mutation ($text: ID!) { cancelRun(id: $text) { id } }'],
  ])('a text that no database can hold, %s, is the client’s fault', async (_where, query) => {
    expect(await api.failure(query, { text: 'a\u0000b' })).toMatchObject({ code: 'INVALID_INPUT', item: null });
  });

  test('a query in the address is refused', async () => {
    expect((await raw('/graphql?query={viewer{id}}', { accept: 'application/json' })).status).toBe(405);
  });
});

describe('limits', () => {
  test.each([
    [
      'lists of lists of lists',
      '{ datasets(first: 1000) { nodes { versions(first: 1000) { nodes { images(first: 1000) { nodes { id } } } } } } }',
    ],
    ['a ladder', `{ runs { nodes { ${'experiment { runs { nodes { '.repeat(6)} id ${'} } } '.repeat(6)} } } }`],
  ])('%s is too complex', async (_what, query) => {
    expect(await api.failure(query)).toMatchObject({ code: 'QUERY_TOO_COMPLEX', hint: expect.stringContaining('first') });
  });

  test('a query of ten thousand fields is refused before it is checked', async () => {
    expect(await api.failure(`{ viewer { ${'id '.repeat(10_000)} } }`)).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('tokens'),
    });
  });

  test('limits hold over WebSocket too', async () => {
    const query =
      '{ datasets(first: 1000) { nodes { versions(first: 1000) { nodes { images(first: 1000) { nodes { id } } } } } } }';
    const { value } = await api.sockets().iterate({ query }).next();
    expect(value?.errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
    const { value: wrong } = await api
      .sockets()
      .iterate({ query: '{ nothing }' })
      .next()
      .catch((errors: unknown) => ({ value: { errors } }));
    expect(JSON.stringify(wrong)).toContain('INVALID_INPUT');
  });

  test('what a notebook asks is not', async () => {
    await api.data(
      '{ runs(first: 1000) { nodes { id name recipe metrics { key last best } tags { key } evaluations { metrics { key value } perClass { className sensitivity { value low high } f1 { value } } } } } }',
    );
  });
});

test('health tells the version', async () => {
  const answer = await raw('/healthz', {});
  expect([answer.status, JSON.parse(answer.body)]).toEqual([200, { ok: true, codeVersion: 'test' }]);
});

test('what is not the API’s is left to the next handler', async () => {
  expect((await raw('/runs/run_x', {})).status).toBe(404);
  expect((await raw('/runs/run_x', {})).headers['content-type']).toMatch(/html/);
});

describe('GraphiQL', () => {
  test('comes to a browser, with a policy that allows this server alone', async () => {
    const page = await raw('/graphql', { accept: 'text/html,application/xhtml+xml' });
    // built or not: never a query's answer, never a page that would fetch from elsewhere
    if (page.status === 404) {
      expect(page.body).toContain('@sagittal/api:build');
      return;
    }
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self';/);
    expect(page.body).not.toMatch(/https?:\/\//);
    for (const [, asset = ''] of page.body.matchAll(/(?:src|href)="([^"]+)"/g)) expect((await raw(asset, {})).status).toBe(200);
  });

  test('hands out its own two files only', async () => {
    for (const at of ['/graphql/assets/..%2f..%2fpackage.json', '/graphql/assets/package.json'])
      expect((await raw(at, {})).status).not.toBe(200);
  });
});

describe('files', () => {
  /** A picture stored as an import stores it. */
  async function stored(format: 'png' | 'tiff' | 'webp'): Promise<string> {
    const [place, background] = { png: [0, 'red'] as const, tiff: [1, 'blue'] as const, webp: [3, 'green'] as const }[format];
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background } })
      .toFormat(format, format === 'tiff' ? { compression: 'lzw' } : {})
      .toBuffer();
    const store = new ContentStore(api.home);
    const { sha256 } = await store.add(bytes);
    const id = brain.items[place] ?? '';
    await api.database.prisma.content.create({ data: { sha256, bytes: bytes.length, width: 40, height: 30, format } });
    await api.database.prisma.datasetItem.update({ where: { id }, data: { sha256 } });
    await mkdir(path.dirname(store.thumbnailPath(sha256)), { recursive: true });
    await writeFile(store.thumbnailPath(sha256), await sharp(bytes).webp().toBuffer());
    return id;
  }

  test('a picture and its thumbnail, kept by the browser for ever', async () => {
    const id = await stored('png');
    const { image } = await api.data<{ image: { url: string; thumbnailUrl: string } }>(
      'query ($id: ID!) { image: node(id: $id) { ... on Image { url thumbnailUrl } } }',
      { id },
    );
    const picture = await fetch(api.url + image.url);
    expect([picture.status, picture.headers.get('content-type'), picture.headers.get('cache-control')]).toEqual([
      200,
      'image/png',
      'private, max-age=31536000, immutable',
    ]);
    expect(await sharp(await picture.arrayBuffer()).metadata()).toMatchObject({ width: 40, height: 30, format: 'png' });
    const tag = picture.headers.get('etag') ?? '';
    expect((await raw(image.url, { 'if-none-match': tag })).status).toBe(304);
    const thumbnail = await fetch(api.url + image.thumbnailUrl);
    expect([thumbnail.status, thumbnail.headers.get('content-type')]).toEqual([200, 'image/webp']);
    await thumbnail.arrayBuffer();
  });

  test('a thumbnail that was cleared away is made again; without its picture it is 404', async () => {
    const id = await stored('webp');
    await rm(path.join(api.home, 'derived'), { recursive: true });
    const thumbnail = await fetch(`${api.url}/thumbnails/${id}`);
    expect([thumbnail.status, thumbnail.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(await sharp(await thumbnail.arrayBuffer()).metadata()).toMatchObject({ width: 40, height: 30 });
    await rm(path.join(api.home, 'derived'), { recursive: true });
    await rm(path.join(api.home, 'store'), { recursive: true });
    const answer = await raw(`/thumbnails/${id}`, {});
    expect([answer.status, codeOf(answer.body), answer.headers['cache-control']]).toEqual([404, 'NOT_FOUND', 'no-store']);
    expect(answer.headers['etag']).toBeUndefined();
  });

  test('a TIFF comes as PNG', async () => {
    const picture = await fetch(`${api.url}/images/${await stored('tiff')}`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
    const { data } = await sharp(await picture.arrayBuffer())
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 3)]).toEqual([0, 0, 255]);
  });

  test('what is not there is 404 with a code', async () => {
    for (const at of [
      '/images/img_nothing',
      '/thumbnails/img_nothing',
      `/images/${brain.items[2] ?? ''}`,
      '/runs/run_nothing/files/a.json',
    ]) {
      const answer = await raw(at, {});
      expect([answer.status, codeOf(answer.body)]).toEqual([404, 'NOT_FOUND']);
    }
    expect((await raw('/images/%zz', {})).status).toBe(400);
  });

  test("an artifact by its name, and nothing else of the run's folder", async () => {
    const run = await storedRun(api.database, experiment, brain, { name: 'with files', accuracy: null });
    await mkdir(path.join(api.home, 'runs', run.id), { recursive: true });
    await writeFile(path.join(api.home, 'runs', run.id, 'recipe 1.json'), '{"a":1}');
    await writeFile(path.join(api.home, 'runs', run.id, 'secret.json'), '{}');
    await api.database.prisma.artifact.createMany({
      data: [
        { runId: run.id, name: 'recipe 1.json', bytes: 7n, sha256: 'a'.repeat(64) },
        { runId: run.id, name: '../../secret', bytes: 7n, sha256: 'b'.repeat(64) },
      ],
    });
    const answer = await api.data<{ run: { artifacts: { name: string; bytes: number; url: string }[] } }>(
      'query ($id: ID!) { run(id: $id) { artifacts { name bytes sha256 url } } }',
      { id: run.id },
    );
    const artifact = answer.run.artifacts.find(({ name }) => name === 'recipe 1.json');
    const file = await raw(artifact?.url ?? '', {});
    expect([file.status, file.headers['content-type'], file.body]).toEqual([200, 'application/json; charset=utf-8', '{"a":1}']);
    for (const name of ['secret.json', '..%2F..%2Fsecret', '%2e%2e%2fserver.json'])
      expect((await raw(`/runs/${run.id}/files/${name}`, {})).status).toBe(404);
  });

  test('a model can be fetched whole, in parts, only if it is another, and is missed where it is gone', async () => {
    const run = await storedRun(api.database, experiment, brain, { name: 'with a model', accuracy: null });
    const file = path.join(api.home, 'runs', run.id, 'model.onnx');
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, '0123456789');
    const sha256 = 'c'.repeat(64);
    await api.database.prisma.artifact.create({ data: { runId: run.id, name: 'model.onnx', bytes: 10n, sha256 } });
    const at = `/runs/${run.id}/files/model.onnx`;
    const whole = await raw(at, {});
    expect(whole).toMatchObject({ status: 200, body: '0123456789' });
    expect(whole.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': '10',
      'content-disposition': "attachment; filename*=UTF-8''model.onnx",
      etag: `"${sha256}"`,
      'accept-ranges': 'bytes',
    });
    const part = await raw(at, { range: 'bytes=4-6', 'if-range': `"${sha256}"` });
    expect([part.status, part.body, part.headers['content-range']]).toEqual([206, '456', 'bytes 4-6/10']);
    expect(await raw(at, { range: 'bytes=4-', 'if-range': '"another"' })).toMatchObject({ status: 200, body: '0123456789' });
    expect((await raw(at, { range: 'bytes=20-' })).status).toBe(416);
    expect(await raw(at, { 'if-none-match': `"${sha256}"` })).toMatchObject({ status: 304, body: '' });
    await rm(file);
    const gone = await raw(at, {});
    expect([gone.status, codeOf(gone.body), gone.headers.etag]).toEqual([404, 'NOT_FOUND', undefined]);
  });
});
