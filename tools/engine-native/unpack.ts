import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';

/**
 * Unpacks some members of a zip file, each as a stream.
 * @param place where a member goes below `folder`; null: it is left.
 * @returns how many were unpacked
 */
export async function unpack(
  archive: string,
  folder: string,
  place: (member: string) => string | null,
  tell: (progress: string) => void,
): Promise<number> {
  const zip = await openPromise(archive);
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const where = entry.fileName.endsWith('/') ? null : place(entry.fileName);
      if (where === null) continue;
      const target = path.join(folder, where);
      await mkdir(path.dirname(target), { recursive: true });
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
      unpacked += 1;
      tell(`${unpacked.toLocaleString('en')} files`);
    }
  } finally {
    zip.close();
  }
  return unpacked;
}
