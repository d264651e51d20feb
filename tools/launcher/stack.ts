import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { applyMigrations } from '@sagittal/prisma';
import { BUNDLES } from '../build/bundle.ts';
import type { Steps } from '../console/steps.ts';
import { environment } from '../env.ts';
import { ensureDatabase } from '../postgres/database.ts';
import { freePort, isFree } from '../postgres/ports.ts';
import { reachableFolder } from '../postgres/reachable.ts';
import { startPostgres } from '../postgres/server.ts';
import { root } from '../root.ts';
import { codeVersion } from './code-version.ts';
import { type Running, startChild, supervise, type Supervised } from './supervisor.ts';

const DATABASE = 'sagittal';
/** The server's exit code where another process took its port between our look and its start. */
const PORT_TAKEN = 98;
const PORTS_TRIED = 50;

export interface StackOptions {
  readonly home: string;
  /** The port to try first; null: any free one. */
  readonly port: number | null;
  /** Absent: the embedded server, on a cluster in the home folder. */
  readonly databaseUrl?: string | undefined;
  readonly postgresSettings?: Readonly<Record<string, string>>;
  readonly weights: readonly string[];
  readonly dataRoots: readonly string[];
  readonly threads?: string | undefined;
  /** Pages are compiled as they are asked for, and processes restarted when their bundle changes. */
  readonly development?: boolean;
  readonly steps: Steps;
}

export interface Stack {
  readonly url: string;
  readonly databaseUrl: string;
  readonly server: Supervised;
  readonly trainer: Supervised;
  /** Process ids of what runs now, for those who watch or disturb it. */
  pids(): { readonly server: number | undefined; readonly trainer: number | undefined; readonly postgres: number | undefined };
  /** Trainer, server, database, in this order. */
  stop(): Promise<void>;
}

async function choosePort(wanted: number | null, say: (line: string) => void): Promise<number> {
  if (wanted === null) return freePort();
  for (let port = wanted; port < wanted + PORTS_TRIED && port <= 65_535; port += 1) {
    if (!(await isFree(port))) continue;
    if (port !== wanted) say(`! Port ${wanted} is taken by another program; using ${port}.`);
    return port;
  }
  const port = await freePort();
  say(`! Port ${wanted} and those after it are taken; using ${port}.`);
  return port;
}

async function answers(url: string, milliseconds: number): Promise<void> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const status = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(30_000) }).then(
      (response) => response.status,
      (error: unknown) => String(error),
    );
    if (status === 200 || status === 307 || status === 308) return;
    if (Date.now() > deadline) throw new Error(`${url} does not answer (${status}).`);
    await wait(100);
  }
}

/** Database, migrations, server and one trainer, each kept running until `stop`. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { home, steps } = options;
  mkdirSync(home, { recursive: true });
  const begun: Supervised[] = [];
  const serverFile = path.join(home, 'server.json');
  const stop = async (): Promise<void> => {
    rmSync(serverFile, { force: true });
    // last started, first stopped: the trainer gives its run back while the database still listens
    for (const one of begun.splice(0).reverse()) await one.stop();
  };
  const keep = async (name: string, start: () => Promise<Running>): Promise<Supervised> => {
    const one = supervise(name, start, steps.say);
    begun.push(one);
    await one.up;
    return one;
  };
  const pids: { server: number | undefined; trainer: number | undefined; postgres: number | undefined } = {
    server: undefined,
    trainer: undefined,
    postgres: undefined,
  };

  try {
    let databaseUrl = options.databaseUrl ?? '';
    if (options.databaseUrl === undefined) {
      databaseUrl = await steps.step('Database', async (tell) => {
        let port: number | undefined;
        let url = '';
        await keep('PostgreSQL', async () => {
          const server = await startPostgres({
            folder: reachableFolder(path.join(home, 'postgres')),
            // started again on the same port: everything else knows it by that
            ...(port === undefined ? {} : { port }),
            ...(options.postgresSettings === undefined ? {} : { settings: options.postgresSettings }),
          });
          ({ port } = server);
          url = server.url(DATABASE);
          pids.postgres = server.pid;
          await ensureDatabase(server.url('postgres'), DATABASE);
          tell(`PostgreSQL on port ${server.port}${server.adopted ? ', was still running' : ''}`);
          return { exited: server.exited.then(() => 'gone'), stop: server.stop };
        });
        return url;
      });
    }
    await steps.step('Migrations', async (tell) => {
      const done = await applyMigrations(databaseUrl, path.join(root, 'prisma/migrations'));
      tell(done.length === 0 ? 'up to date' : `${done.length} applied`);
    });

    const common = environment({
      NODE_ENV: options.development ? 'development' : 'production',
      DATABASE_URL: databaseUrl,
      SAGITTAL_HOME: home,
      SAGITTAL_WEIGHTS: options.weights.join(path.delimiter),
      SAGITTAL_DATA_ROOTS: options.dataRoots.join(path.delimiter),
      SAGITTAL_CODE_VERSION: codeVersion(),
      ...(options.threads === undefined ? {} : { SAGITTAL_THREADS: options.threads }),
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
    });
    const from = (name: string) => (line: string) => {
      if (line.trim() !== '') steps.say(`  ${name} │ ${line}`);
    };

    let url = '';
    const server = await steps.step('Server', async (tell) => {
      let port = await choosePort(options.port, steps.say);
      const start = async (): Promise<Running> => {
        url = `http://127.0.0.1:${port}`;
        const running = await startChild({
          script: BUNDLES.server.outfile,
          environment: { ...common, PORT: String(port), SAGITTAL_API_URL: url },
          cwd: path.join(root, 'apps/dashboard'),
          onLine: from('server'),
          readyMs: 120_000,
          stopMs: 10_000,
        });
        pids.server = running.child.pid;
        return running;
      };
      let kept: Supervised;
      try {
        kept = await keep('The server', start);
      } catch (error) {
        if (!(error instanceof Error && error.message === `exit code ${PORT_TAKEN}`)) throw error;
        begun.pop();
        port = await choosePort(port + 1, () => undefined);
        steps.say(`! The port was taken at that moment; using ${port}.`);
        kept = await keep('The server', start);
      }
      await answers(`${url}/healthz`, 30_000);
      tell(`port ${port}`);
      return kept;
    });

    const trainer = await steps.step('Trainer', () =>
      keep('The trainer', async () => {
        const running = await startChild({
          script: BUNDLES.trainer.outfile,
          environment: common,
          cwd: home,
          onLine: from('trainer'),
          readyMs: 60_000,
          stopMs: 10_000,
        });
        pids.trainer = running.child.pid;
        return running;
      }),
    );
    if (!options.development) await steps.step('First page', () => answers(`${url}/`, 60_000));
    writeFileSync(serverFile, JSON.stringify({ url, pid: process.pid }));
    return { url, databaseUrl, server, trainer, pids: () => pids, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
