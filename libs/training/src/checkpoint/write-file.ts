import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

export interface WrittenFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes a file so that under its name there is always a whole one, the old or the new, whatever dies in between: beside
 * it first, flushed to the disk, then renamed over it.
 *
 * @throws ENOSPC and the like; nothing half-written stays
 */
export async function writeFileSafely(directory: string, name: string, bytes: Uint8Array): Promise<WrittenFile> {
  await mkdir(directory, { recursive: true });
  const final = path.join(directory, name);
  const temporary = `${final}.${String(process.pid)}.part`;
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, final);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return { name, bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') };
}
