import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isRoot } from './account.ts';
import { isAlive, pidFilePath, readPidFile } from './pid-file.ts';
import { type PostgresServer, startPostgres } from './server.ts';

const settings = { fsync: 'off' };
let folder = '';
const servers: PostgresServer[] = [];
const holders: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sagittal-postgres-'));
  chmodSync(folder, 0o755);
});

afterEach(async () => {
  for (const holder of holders.splice(0)) holder.kill('SIGKILL');
  for (const server of servers.splice(0)) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<PostgresServer> {
  const server = await startPostgres({ folder, settings });
  servers.push(server);
  return server;
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return Object.values((await client.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

interface Held {
  pid: number;
  port: number;
  url: string;
  adopted: boolean;
}

/** A server whose starter is a process of its own, which can be killed. */
async function hold(): Promise<{ holder: ChildProcess; held: Held }> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const holder = spawn(process.execPath, ['--import', tsx, path.join(import.meta.dirname, 'testing/hold.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  holders.push(holder);
  const held = await new Promise<Held>((resolve, reject) => {
    holder.once('exit', () => {
      reject(new Error('The holder ended.'));
    });
    holder.stdout?.once('data', (line: Buffer) => {
      resolve(JSON.parse(line.toString()) as Held);
    });
  });
  return { holder, held };
}

async function within(milliseconds: number, holds: () => boolean): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await wait(25)) if (holds()) return true;
  return holds();
}

test('it answers, on 127.0.0.1 alone, and keeps what was written', async () => {
  const first = await start();
  await ask(first.url('postgres'), 'CREATE TABLE kept AS SELECT 42 AS answer');
  expect(await ask(first.url('postgres'), 'SHOW listen_addresses')).toBe('127.0.0.1');
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  expect(existsSync(pidFilePath(path.join(folder, 'data')))).toBe(false);
  const second = await start();
  expect(await ask(second.url('postgres'), 'SELECT answer FROM kept')).toBe(42);
});

test('a password is asked for', async () => {
  const server = await start();
  const wrong = Object.assign(new URL(server.url('postgres')), { password: 'guess' }).href;
  await expect(ask(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed');
});

test.runIf(isRoot())('as root it runs as nobody', async () => {
  const server = await start();
  expect(readFileSync(`/proc/${server.pid}/status`, 'utf8')).toMatch(/^Uid:\t65534/m);
});

test('a killed starter leaves no server behind', async () => {
  const { holder, held } = await hold();
  expect(await ask(held.url, 'SELECT 1')).toBe(1);
  holder.kill('SIGKILL');
  expect(await within(10_000, () => !isAlive(held.pid))).toBe(true);
  expect(await within(1_000, () => readPidFile(path.join(folder, 'data')) === null)).toBe(true);
});

test('a server that is still running is taken over', async () => {
  const { held } = await hold();
  const mine = await start();
  expect(mine.adopted).toBe(true);
  expect(mine.pid).toBe(held.pid);
  expect(await ask(mine.url('postgres'), 'SELECT 1')).toBe(1);
});

test('after kill -9 it starts again on the same port with everything that was acknowledged', async () => {
  const first = await start();
  await ask(first.url('postgres'), 'CREATE TABLE kept AS SELECT 42 AS answer');
  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  let second: PostgresServer | undefined;
  // the old server's children hold its memory for a moment
  for (let attempt = 0; second === undefined && attempt < 20; attempt += 1) {
    second = await startPostgres({ folder, settings, port: first.port }).catch(() => undefined);
    if (second === undefined) await wait(250);
  }
  if (second !== undefined) servers.push(second);
  expect(second?.port).toBe(first.port);
  expect(await ask(first.url('postgres'), 'SELECT answer FROM kept')).toBe(42);
});

test('a pid file whose number is another process now does not stop a start', async () => {
  const first = await start();
  await first.stop();
  const data = path.join(folder, 'data');
  writeFileSync(pidFilePath(data), [process.pid, data, 0, first.port, '', '127.0.0.1', '', 'ready', ''].join('\n'));
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await ask(second.url('postgres'), 'SELECT 1')).toBe(1);
});

test('a start that fails says why', async () => {
  await expect(startPostgres({ folder, settings: { shared_buffers: 'nonsense' } })).rejects.toThrow(
    /did not start: it ended with 1\.\n.*invalid value for parameter "shared_buffers"/s,
  );
});
