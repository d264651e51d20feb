import { type ChildProcess, fork } from 'node:child_process';
import type { ErrorRecord } from '@sagittal/contracts';
import type { FromChild, ToChild } from '../compute/messages.ts';

/** How long a child may take to end by itself after a cancel. */
const GRACE_MS = 1_000;
/** Of what a child wrote to its error output, the end is kept for the case that it dies. */
const KEPT_OUTPUT = 2_000;

/** The file to fork, and Node's arguments for it. */
export interface ComputeEntry {
  readonly file: string;
  readonly execArgv: readonly string[];
}

/** How a child's work ended. */
export type ComputeEnd =
  | { readonly type: 'finished' }
  | { readonly type: 'failed'; readonly error: ErrorRecord }
  /** The process died without a word: killed, out of memory, a fault in native code. `output`: the end of its error output. */
  | { readonly type: 'died'; readonly how: string; readonly output: string };

type Work = Exclude<ToChild, { type: 'cancel' | 'taken' }>;

/** One compute process and its one piece of work. */
export class ComputeProcess {
  /** Settles once the process is gone and every message of it was handled; never rejects. */
  readonly ended: Promise<ComputeEnd>;
  readonly pid: number;
  readonly #process: ChildProcess;
  #killTimer: NodeJS.Timeout | undefined;
  #taken = 0;

  /** @param onMessage while its promise is open, the child may be made to wait */
  constructor(entry: ComputeEntry, work: Work, onMessage: (message: FromChild) => Promise<void> | void) {
    this.#process = fork(entry.file, [], {
      execArgv: [...entry.execArgv],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    this.pid = this.#process.pid ?? 0;
    this.ended = this.#follow(onMessage);
    this.#send(work);
  }

  /** Asks the child to end, and ends it where it does not. */
  cancel(): void {
    this.#send({ type: 'cancel' });
    this.#killTimer ??= setTimeout(() => this.kill(), GRACE_MS);
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  #send(message: ToChild): void {
    // a child that is gone cannot be told anything; its end is seen elsewhere
    if (this.#process.connected) this.#process.send(message, () => undefined);
  }

  async #follow(onMessage: (message: FromChild) => Promise<void> | void): Promise<ComputeEnd> {
    let handled: Promise<void> = Promise.resolve();
    let last: FromChild | null = null;
    let output = '';
    this.#process.stderr?.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk);
      // PostgreSQL's texts hold no NUL
      output = (output + chunk.toString('utf8').replaceAll('\0', '')).slice(-KEPT_OUTPUT);
    });
    this.#process.on('message', (message: FromChild) => {
      last = message;
      handled = handled
        .then(() => onMessage(message))
        .then(() => {
          this.#taken += 1;
          this.#send({ type: 'taken', count: this.#taken });
        });
      // seen when `handled` is awaited below; until then it must not count as unhandled
      handled.catch(() => this.kill());
    });
    const how = await new Promise<string>((resolve) => {
      let exit = 'ended';
      this.#process.on('error', (error) => resolve(error.message));
      this.#process.on('exit', (code, signal) => {
        exit = signal === null ? `exit code ${String(code)}` : `signal ${signal}`;
      });
      // after the last message and the last output
      this.#process.on('close', () => resolve(exit));
    });
    clearTimeout(this.#killTimer);
    try {
      await handled;
    } catch (error) {
      return { type: 'died', how: error instanceof Error ? error.message : String(error), output };
    }
    return endOf(last) ?? { type: 'died', how, output };
  }
}

function endOf(message: FromChild | null): ComputeEnd | null {
  return message?.type === 'finished' || message?.type === 'failed' ? message : null;
}
