import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { type IndexedFile, unreachable } from './pip-index.ts';

export function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MiB`;
}

/**
 * Fetches a file into a folder; it is never in memory as a whole.
 * @returns its path
 * @throws Error where the server fails or the file's hash is not the index's; then nothing is left.
 */
export async function download(file: IndexedFile, folder: string, tell: (progress: string) => void): Promise<string> {
  const target = path.join(folder, file.name);
  const response = await fetch(file.url).catch((error: unknown) => {
    throw unreachable(file.url, error);
  });
  if (!response.ok || response.body === null)
    throw new Error(`${file.url} answered ${String(response.status)} ${response.statusText}.`);
  const total = file.size ?? Number(response.headers.get('content-length') ?? NaN);
  const hash = createHash('sha256');
  let done = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk);
      done += chunk.length;
      tell(`${mebibytes(done)}${Number.isFinite(total) ? ` of ${mebibytes(total)}` : ''}`);
      next(null, chunk);
    },
  });
  try {
    await pipeline(Readable.fromWeb(response.body as ReadableStream), count, createWriteStream(target));
    const found = hash.digest('hex');
    if (found !== file.sha256)
      throw new Error(
        `${file.name} came with the SHA-256 ${found}, not ${file.sha256} as the index says: something on the way changed it.`,
      );
    return target;
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}
