import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { median } from '../../measure/statistics.ts';
import { peakBytes, processorSeconds } from '../../measure/process-usage.ts';

export interface Command {
  readonly file: string;
  readonly arguments: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}

/** How long one turn takes. */
export interface TurnLength {
  /** Passes before the clock starts: what the others left in the caches goes. */
  readonly warmUp: number;
  readonly atLeast: number;
  readonly seconds: number;
}

/** How much of what a process wrote to its error stream is kept for its obituary. */
const LAST_WORDS = 2000;

/**
 * A process that computes when asked and waits in between: ours or a peer's. One JSON line each way; it speaks first, when it
 * stands. Its memory is its own, so that its peak can be compared.
 */
export class Contestant {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #input: Writable;
  readonly #name: string;
  readonly #closed: Promise<unknown>;
  #lastWords = '';
  /** What it is, with versions, as it says itself. */
  title = '';

  private constructor(name: string, { file, arguments: given, environment }: Command, root: string) {
    this.#name = name;
    const child = spawn(file, given, {
      cwd: root,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(environment === undefined ? {} : { env: environment }),
    });
    // a program that is not there never answers
    child.on('error', (error) => {
      this.#lastWords += error.message;
    });
    this.#closed = new Promise((resolve) => child.once('close', resolve));
    const { stdin, stdout, stderr } = child;
    this.#process = child;
    this.#input = stdin;
    // a process that has gone is noticed by its missing answer
    stdin.on('error', () => undefined);
    stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-LAST_WORDS);
    });
    this.#lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  }

  /** Starts a process and waits until it stands. @throws Error with its last words where it dies before. */
  static async start(name: string, command: Command, root: string): Promise<Contestant> {
    const contestant = new Contestant(name, command, root);
    const { peer } = await contestant.#answer();
    contestant.title = typeof peer === 'string' ? peer : name;
    return contestant;
  }

  async #answer(): Promise<Readonly<Record<string, unknown>>> {
    const line = await this.#lines.next();
    // what it last said may still be on its way
    if (line.done === true) {
      await this.#closed;
      throw new Error(`${this.#name} ended: ${this.#lastWords.trim()}`);
    }
    return JSON.parse(line.value) as Readonly<Record<string, unknown>>;
  }

  /** Takes one turn. @returns seconds a pass, the median over the turn. */
  async turn(length: TurnLength): Promise<number> {
    this.#input.write(`${JSON.stringify(length)}\n`);
    const { times } = await this.#answer();
    if (!Array.isArray(times) || times.length === 0) throw new Error(`${this.#name} told no times.`);
    return median(times.map(Number));
  }

  peakBytes(): number | null {
    return peakBytes(this.#process.pid ?? 0);
  }

  processorSeconds(): number | null {
    return processorSeconds(this.#process.pid ?? 0);
  }

  /** Closes the pipe, at which it ends, and waits for that. */
  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#input.end();
    await ended;
  }
}
