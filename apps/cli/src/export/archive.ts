import type { ExportedFile } from './files.ts';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** Writes the files as a zip; `time` is the time that each of them bears. The file is there whole or not at all. */
export async function writeArchive(file: string, files: readonly ExportedFile[], time: Date): Promise<void> {
  const zip = new ZipFile();
  for (const { name, text } of files) zip.addBuffer(Buffer.from(text, 'utf8'), name, { mtime: time });
  zip.end();
  const temporary = `${file}.${String(process.pid)}.part`;
  try {
    await pipeline(zip.outputStream, createWriteStream(temporary));
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}
