import type { Client } from './server/client.ts';
import { createClient } from './server/client.ts';
import { serverAddress } from './server/address.ts';
import type { Command } from 'commander';
import path from 'node:path';
import type { Writable } from 'node:stream';

/** What a command may use of the world around it. */
export interface Surroundings {
  /** The caller's directory: relative paths start there. */
  readonly cwd: string;
  /** Folders that may be the data folder: server.json in it names the server. */
  readonly homes: readonly string[];
  /** SAGITTAL_WEIGHTS and SAGITTAL_WEIGHTS_MIRROR. */
  readonly weights: { readonly folders: readonly string[]; readonly mirror: string | undefined };
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal;
}

/** The surroundings together with the options that every command has. */
export interface Context extends Surroundings {
  readonly json: boolean;
  /** The client of the server that --url or the checkout names. */
  connect(): Promise<Client>;
  /** A path as the caller means it, made absolute. */
  resolve(file: string): string;
  /** A result for people or, with --json, for programs: one of the two goes to standard output. */
  print(object: unknown, text: () => string): void;
  /** A remark for people, on standard error. */
  note(text: string): void;
}

export function contextOf(command: Command, surroundings: Surroundings): Context {
  const options: { url?: string; json?: boolean } = command.optsWithGlobals();
  const json = options.json === true;
  return {
    ...surroundings,
    json,
    async connect() {
      return createClient(await serverAddress(options.url, surroundings.homes), surroundings.signal);
    },
    resolve: (file) => path.resolve(surroundings.cwd, file),
    print(object, text) {
      surroundings.stdout.write(`${json ? JSON.stringify(object, null, 2) : text()}\n`);
    },
    note(text) {
      surroundings.stderr.write(`${text}\n`);
    },
  };
}
