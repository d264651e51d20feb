import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';

export interface RemoteFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Path on the server. */
  readonly url: string;
}

async function hashOf(file: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
    return hash.digest('hex');
  } catch {
    return null;
  }
}

/**
 * Fetches one file of a run into a folder, which is made where it is not there. Under its name there is the whole file or what
 * was there before; one that is there already, to the byte, is not fetched again.
 *
 * @returns where it is, and whether it was fetched
 * @throws Failure where the server has it no more, or what came is not what the server said
 */
export async function fetchFile(
  { name, bytes, sha256, url }: RemoteFile,
  { server, folder, signal, onBytes }: { server: string; folder: string; signal: AbortSignal; onBytes: (done: number) => void },
): Promise<{ readonly file: string; readonly fetched: boolean }> {
  if (path.basename(name) !== name || name.startsWith('.'))
    throw new Failure(EXIT.failed, { code: 'PATH_NOT_ALLOWED', message: 'The server names a file by a path.', item: name });
  const file = path.join(folder, name);
  if ((await hashOf(file)) === sha256) return { file, fetched: false };
  await mkdir(folder, { recursive: true });
  const temporary = `${file}.${String(process.pid)}.part`;
  const hash = createHash('sha256');
  let done = 0;
  try {
    const { ok, status, body } = await fetch(`${server}${url}`, { signal });
    if (!ok || body === null)
      throw new Failure(EXIT.failed, {
        code: 'NOT_FOUND',
        message: `The server does not give ${name} (HTTP ${String(status)}).`,
        item: name,
        hint: 'Its file may have been deleted on the server.',
      });
    await pipeline(
      body,
      async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          done += chunk.length;
          onBytes(done);
          yield chunk;
        }
      },
      createWriteStream(temporary),
    );
    if (done !== bytes || hash.digest('hex') !== sha256)
      throw new Failure(EXIT.failed, {
        message: `${name} came damaged: ${String(done)} of ${String(bytes)} bytes, or others than the server has.`,
        item: name,
        hint: 'Fetch it again.',
      });
    await rename(temporary, file);
  } catch (error) {
    if (signal.aborted) throw new Failure(EXIT.interrupted, { message: 'Interrupted.' }, { cause: error });
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
  return { file, fetched: true };
}
