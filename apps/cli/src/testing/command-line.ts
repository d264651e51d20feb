import type { Surroundings } from '../context.ts';
import { runCommandLine } from '../program.ts';
import { Writable } from 'node:stream';

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function collector(): { stream: Writable; text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString('utf8'));
      done();
    },
  });
  return { stream, text: () => chunks.join('') };
}

/** Runs one command line inside this process, as the terminal would. */
export async function sagittal(
  args: readonly string[],
  options: { cwd?: string; homes?: readonly string[]; weights?: Surroundings['weights']; signal?: AbortSignal } = {},
): Promise<Outcome> {
  const stdout = collector();
  const stderr = collector();
  const exitCode = await runCommandLine(args, {
    cwd: options.cwd ?? '/somewhere',
    homes: options.homes ?? [],
    weights: options.weights ?? { folders: [], mirror: 'off' },
    stdout: stdout.stream,
    stderr: stderr.stream,
    signal: options.signal ?? new AbortController().signal,
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}
