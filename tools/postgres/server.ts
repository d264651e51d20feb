import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { serverAccount } from './account.ts';
import { EXE, serverPrograms } from './binaries.ts';
import { clusterPassword, DATABASE_USER, ensureCluster, serverEnvironment } from './cluster.ts';
import { isAlive, pidFilePath, readPidFile } from './pid-file.ts';
import { freePort } from './ports.ts';

export interface PostgresOptions {
  /** Holds the cluster, its password and its log. On a path that any user may pass through where this runs as root. */
  readonly folder: string;
  /** 127.0.0.1 only. Absent: a free one. */
  readonly port?: number;
  /** Server settings, as `{ fsync: 'off' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The folder is rubbish once the starter is gone: the watchdog removes it. */
  readonly temporary?: boolean;
}

export interface PostgresServer {
  readonly port: number;
  readonly pid: number;
  /** It was still running when asked for. */
  readonly adopted: boolean;
  url(database: string): string;
  /** Settles when the server process is gone, whoever ended it. */
  readonly exited: Promise<void>;
  /** Ends sessions, writes everything, waits for the end. */
  stop(): Promise<void>;
}

const MAX_LOG_BYTES = 10 * 2 ** 20;
const START_TIMEOUT_MS = 60_000;

function url(port: number, password: string, database: string): string {
  return `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`;
}

/** Is the server on this port the one of this cluster? */
async function serves(port: number, password: string, data: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url(port, password, 'postgres'), connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return path.resolve(rows[0]?.data_directory ?? '') === path.resolve(data);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A server left from a starter that was killed, once it is ready; null where there is none (a stale pid file goes). */
async function orphan(data: string, password: string): Promise<{ pid: number; port: number } | null> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  let refused = 0;
  while (Date.now() < deadline) {
    const found = readPidFile(data);
    if (found === null || !isAlive(found.pid)) return null;
    if (found.status === 'ready') {
      if (await serves(found.port, password, data)) return found;
      refused += 1;
      // The number in the file is another process's by now, as after a restart of a container. A server that did live
      // would still hold its shared memory, and a second one would refuse to start.
      if (refused > 20) {
        rmSync(pidFilePath(data), { force: true });
        return null;
      }
    }
    await wait(100);
  }
  throw new Error(`The PostgreSQL server of ${data} neither starts nor stops.`);
}

function logTail(file: string, from: number): string {
  return readFileSync(file).subarray(from).toString('utf8').trim().split('\n').slice(-8).join('\n');
}

function signalStop(pid: number, programs: string, data: string): void {
  if (process.platform === 'win32') {
    spawnSync(path.join(programs, `pg_ctl${EXE}`), ['stop', '-m', 'fast', '-D', data]);
    return;
  }
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // it ended by itself
  }
}

/** One watchdog per cluster and process, however often the server is started again. */
const watchdogs = new Map<string, ChildProcess>();

function watch(data: string, remove: string | undefined): void {
  if (watchdogs.has(data)) return;
  const script = path.join(import.meta.dirname, 'watchdog.mjs');
  const dog = spawn(process.execPath, [script, data, ...(remove === undefined ? [] : [remove])], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // its own group: what ends the starter's group must not end it
    detached: process.platform !== 'win32',
    windowsHide: true,
    cwd: path.parse(data).root,
  });
  dog.stdin?.on('error', () => undefined);
  dog.once('exit', () => watchdogs.delete(data));
  dog.unref();
  if (dog.stdin !== null && 'unref' in dog.stdin && typeof dog.stdin.unref === 'function') dog.stdin.unref();
  watchdogs.set(data, dog);
}

/** After an ordered stop there is nothing left to see to. */
function unwatch(data: string): void {
  watchdogs.get(data)?.kill('SIGKILL');
  watchdogs.delete(data);
}

/**
 * Starts the PostgreSQL that npm brought on a cluster of its own, or takes over the one that still runs on it. The server
 * never outlives this process: a watchdog sees to that even after SIGKILL.
 *
 * @throws Error where it cannot run here, or did not start, with the end of its log
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const folder = path.resolve(options.folder);
  const account = serverAccount();
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const programs = serverPrograms(folder);
  const password = clusterPassword(folder);
  const data = ensureCluster(folder, programs, account);
  watch(data, options.temporary ? folder : undefined);

  const left = await orphan(data, password);
  let pid: number;
  let port: number;
  let exited: Promise<void>;
  if (left !== null) {
    ({ pid, port } = left);
    exited = goneOf(pid);
  } else {
    port = options.port ?? (await freePort());
    const log = path.join(folder, 'server.log');
    if (existsSync(log) && statSync(log).size > MAX_LOG_BYTES) rmSync(log);
    const file = openSync(log, 'a', 0o600);
    const from = fstatSync(file).size;
    const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '100', ...options.settings };
    const child = spawn(
      path.join(programs, `postgres${EXE}`),
      ['-D', data, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      // its own group, so that Ctrl-C reaches the starter alone, which stops it last; its log is a file, which outlives a pipe
      {
        ...account,
        env: serverEnvironment(),
        cwd: data,
        detached: process.platform !== 'win32',
        stdio: ['ignore', file, file],
        windowsHide: true,
      },
    );
    closeSync(file);
    child.unref();
    let failure: string | undefined;
    exited = new Promise((resolve) => {
      child.once('error', (error) => {
        failure = error.message;
        resolve();
      });
      child.once('exit', (code, signal) => {
        failure = `it ended with ${code ?? signal ?? 'an error'}`;
        resolve();
      });
    });
    pid = child.pid ?? -1;
    const deadline = Date.now() + START_TIMEOUT_MS;
    for (;;) {
      await wait(20);
      if (failure !== undefined) throw new Error(`PostgreSQL did not start: ${failure}.\n${logTail(log, from)}`);
      const state = readPidFile(data);
      if (state?.pid === pid && state.status === 'ready') break;
      if (Date.now() > deadline) throw new Error(`PostgreSQL was not ready after a minute.\n${logTail(log, from)}`);
    }
  }

  // what watches the server does not keep this process alive, so its end is told by `stop` too
  let tellStopped: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    tellStopped = resolve;
  });
  return {
    port,
    pid,
    adopted: left !== null,
    url: (database) => url(port, password, database),
    exited: Promise.race([exited, stopped]),
    stop: async () => {
      signalStop(pid, programs, data);
      const deadline = Date.now() + 15_000;
      while (isAlive(pid) && readPidFile(data)?.pid === pid && Date.now() < deadline) await wait(20);
      // the file goes a moment before the process; one that nobody waits for stays as a zombie
      for (const gone = Date.now() + 1_000; isAlive(pid) && Date.now() < gone;) await wait(10);
      unwatch(data);
      tellStopped();
    },
  };
}

async function goneOf(pid: number): Promise<void> {
  while (isAlive(pid)) await wait(500, undefined, { ref: false });
}
