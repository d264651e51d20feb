import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { seconds } from '../console/steps.ts';

/** Something that runs until it is stopped or dies. */
export interface Running {
  readonly exited: Promise<string>;
  stop(): Promise<void>;
}

export interface Supervised {
  /** Resolves when it is up for the first time; from then on what dies is started again. */
  readonly up: Promise<void>;
  /** Stops it and starts it anew, at once. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
/** After this long without a fall the pauses begin anew. */
const STEADY_MS = 60_000;

/**
 * Keeps one thing running: what dies is started again, after a pause that doubles from 0.25 s to 30 s as long as it keeps
 * dying. The first start is not tried again: its failure is the caller's to tell.
 */
export function supervise(name: string, start: () => Promise<Running>, say: (line: string) => void): Supervised {
  let stopping = false;
  let restarting = false;
  let current: Running | null = null;
  let pause = FIRST_PAUSE_MS;
  const wake = new AbortController();

  const keep = async (first: Running): Promise<void> => {
    let running = first;
    for (;;) {
      const began = Date.now();
      const how = await running.exited;
      current = null;
      if (stopping) return;
      if (Date.now() - began > STEADY_MS || restarting) pause = FIRST_PAUSE_MS;
      if (!restarting) say(`! ${name} ended (${how}); it is started again in ${seconds(pause)}.`);
      for (;;) {
        if (!restarting) await wait(pause, undefined, { signal: wake.signal }).catch(() => undefined);
        restarting = false;
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
        if (stopping) return;
        try {
          running = await start();
          break;
        } catch (error) {
          if (stopping) return;
          say(
            `! ${name} did not start (${error instanceof Error ? error.message : String(error)}); the next try is in ${seconds(pause)}.`,
          );
        }
      }
      current = running;
      if (stopping) {
        await running.stop();
        return;
      }
      say(`✓ ${name} runs again.`);
    }
  };

  let kept: Promise<void> = Promise.resolve();
  const up = start().then((running) => {
    current = running;
    kept = keep(running);
  });

  return {
    up,
    restart: async () => {
      restarting = true;
      await current?.stop();
    },
    stop: async () => {
      stopping = true;
      wake.abort();
      await up.catch(() => undefined);
      await current?.stop();
      await kept;
    },
  };
}

export interface ChildOptions {
  readonly script: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Each line that the child writes. */
  readonly onLine: (line: string) => void;
  /** How long it may take to say that it is ready. */
  readonly readyMs: number;
  /** How long it may take to end by itself before it is killed. */
  readonly stopMs: number;
  readonly nodeArguments?: readonly string[];
}

function forwardLines(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void {
  let rest = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  stream?.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}

/**
 * A Node process that says `{ ready: true }` over IPC when it is up, and ends when the IPC channel closes, that is, when
 * this process is gone.
 *
 * @throws Error where it ended, or said nothing, before it was ready
 */
export async function startChild(options: ChildOptions): Promise<Running & { readonly child: ChildProcess }> {
  const child = spawn(process.execPath, ['--enable-source-maps', ...(options.nodeArguments ?? []), options.script], {
    env: options.environment,
    cwd: options.cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // its own group: Ctrl-C reaches this process alone, which stops the rest in order
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  forwardLines(child.stdout, options.onLine);
  forwardLines(child.stderr, options.onLine);
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('exit', (code, signal) => {
      resolve(signal ?? `exit code ${code ?? 'unknown'}`);
    });
  });
  const ready = new Promise<string | null>((resolve) => {
    child.on('message', (message) => {
      if (typeof message === 'object' && message !== null && 'ready' in message) resolve(null);
    });
    void exited.then(resolve);
  });
  const late = new AbortController();
  const failure = await Promise.race([
    ready,
    wait(options.readyMs, `not ready after ${seconds(options.readyMs)}`, { signal: late.signal }).catch(() => null),
  ]);
  late.abort();
  if (failure !== null) {
    child.kill('SIGKILL');
    throw new Error(failure);
  }
  return {
    child,
    exited,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), options.stopMs);
      await exited;
      clearTimeout(killer);
    },
  };
}
