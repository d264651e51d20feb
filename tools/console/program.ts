import { spawn } from 'node:child_process';
import path from 'node:path';
import { environment } from '../env.ts';
import { root } from '../root.ts';

export interface ProgramOptions {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Each line as it comes; absent: kept for the error. */
  readonly onLine?: (line: string) => void;
  /** Its output goes to this terminal as it is. */
  readonly inherit?: boolean;
}

export interface ProgramResult {
  readonly code: number;
  readonly output: string;
}

const KEPT_CHARACTERS = 200_000;

/** Runs a program that npm installed (`nx`, `eslint`, …) or one by its path, and waits for its end. */
export function tryProgram(name: string, args: readonly string[], options: ProgramOptions = {}): Promise<ProgramResult> {
  const windows = process.platform === 'win32';
  const command = path.isAbsolute(name) ? name : path.join(root, 'node_modules/.bin', windows ? `${name}.cmd` : name);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: environment({ FORCE_COLOR: options.inherit ? undefined : '0', ...options.environment }),
      stdio: options.inherit ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      shell: windows && !path.isAbsolute(name),
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream?.setEncoding('utf8');
      stream?.on('data', (chunk: string) => {
        output = (output + chunk).slice(-KEPT_CHARACTERS);
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) options.onLine?.(line);
      });
    }
    child.once('error', (error) => {
      resolve({ code: 127, output: error.message });
    });
    child.once('close', (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}

/** As tryProgram. @throws Error with the program's words where it fails */
export async function runProgram(name: string, args: readonly string[], options: ProgramOptions = {}): Promise<string> {
  const { code, output } = await tryProgram(name, args, options);
  if (code !== 0) throw new Error(`${path.basename(name)} ${args.join(' ')} failed (${code}):\n${output.trim()}`);
  return output;
}
