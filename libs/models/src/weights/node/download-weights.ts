import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@sagittal/contracts';
import { addressOf, isDownloadable, type WeightsPlaces } from '../how-to-bring.ts';
import { megabytes } from '../size-words.ts';
import type { FileWeightsRow, WeightsRow } from '../row.ts';
import { tryLock, waitForLock } from './file-lock.ts';
import { CutOff, fetchPart, type PartProgress, Refused, TooLarge } from './http-part.ts';
import { missingWeights } from './load-weights.ts';

export type DownloadProgress = PartProgress;

/** As much as can be read again. */
const LARGEST_FILE = 2 ** 31 - 1;

/** Attempts in a row that bring nothing, before it is given up. */
const ATTEMPTS = 4;

const FIRST_WAIT_MS = 500;

const MORE_SPACE = 'Free some space, or set SAGITTAL_HOME to a larger disk, and try again.';

interface Download {
  readonly row: FileWeightsRow;
  readonly url: string;
  readonly final: string;
  readonly part: string;
  readonly places: WeightsPlaces;
  readonly signal: AbortSignal;
}

/**
 * Fetches a row's file into the folder of downloads; returns its path. Bytes go to `<file>.part`, which a later attempt takes
 * up where a hash will tell whether all of it is one file; under its own name the file is there only whole, checked and
 * flushed. Two processes that want one file do not fetch it twice: one waits.
 *
 * @throws AppError WEIGHTS_MISSING (no network, no such file, given up; says how to bring it by hand), WEIGHTS_CORRUPT (the
 * bytes are others than published: the part is deleted), DISK_FULL, CANCELLED
 */
export async function* downloadWeights(
  row: WeightsRow,
  places: WeightsPlaces,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<DownloadProgress, string, undefined> {
  const { downloads } = places;
  if (row.format === 'tfjs-layers' || row.url === null || downloads === null || !isDownloadable(row, places))
    throw missingWeights(row, places, places.offline ? ', and downloads are switched off' : ', and cannot be downloaded');
  const final = path.join(downloads, row.file);
  const download: Download = {
    row,
    url: addressOf(row.url, places.mirror),
    final,
    part: `${final}.part`,
    places,
    signal,
  };
  try {
    await mkdir(downloads, { recursive: true });
    for (;;) {
      const lock = await tryLock(`${final}.lock`);
      try {
        if ((await sizeOf(final)) !== null) return final;
        if (lock !== null) {
          yield* fetchAll(download);
          return final;
        }
      } finally {
        await lock?.release();
      }
      yield { done: (await sizeOf(download.part)) ?? 0, total: row.bytes };
      await waitForLock(signal);
    }
  } catch (error) {
    throw asAppError(error, download);
  }
}

async function* fetchAll(download: Download): AsyncGenerator<DownloadProgress, void, undefined> {
  const { row, url, final, part, signal } = download;
  // without a hash nobody would see that two halves are of two files
  if (row.sha256 === null && row.md5 === null) await rm(part, { force: true });
  await requireSpace(download);
  let version: string | null = null;
  for (let fruitless = 0; ;) {
    const from = (await sizeOf(part)) ?? 0;
    try {
      yield* fetchPart({
        url,
        part,
        from,
        version,
        most: LARGEST_FILE,
        signal,
        onVersion: (now) => {
          version = now;
        },
      });
      break;
    } catch (error) {
      const known = row.sha256 !== null || row.md5 !== null || version !== null;
      if (error instanceof Refused && error.status === 416 && from > 0) {
        // the part is as long as the file, or longer: the hash says which
        if (known && (await isOfficial(row, part))) break;
        await rm(part, { force: true });
        continue;
      }
      if (!(error instanceof CutOff)) throw error;
      if (!known) await rm(part, { force: true });
      fruitless = ((await sizeOf(part)) ?? 0) > from ? 1 : fruitless + 1;
      if (fruitless >= ATTEMPTS) throw error;
      await sleep(FIRST_WAIT_MS * 2 ** (fruitless - 1), undefined, { signal });
    }
  }
  await requireOfficial(download);
  await rename(part, final);
  await flushFolder(path.dirname(final));
}

async function sizeOf(file: string): Promise<number | null> {
  const entry = await stat(file).catch(() => null);
  return entry?.isFile() === true ? entry.size : null;
}

async function requireSpace({ row, part, places }: Download): Promise<void> {
  if (row.bytes === null) return;
  const { bavail, bsize } = await statfs(path.dirname(part));
  const wanted = row.bytes - ((await sizeOf(part)) ?? 0);
  if (bavail * bsize >= wanted) return;
  throw new AppError('DISK_FULL', {
    message: `${row.file} needs ${megabytes(wanted)}, and ${places.downloads ?? ''} has ${megabytes(bavail * bsize)} left.`,
    item: part,
    hint: MORE_SPACE,
  });
}

async function digest(file: string, algorithm: 'sha256' | 'md5'): Promise<string> {
  const hash = createHash(algorithm);
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** True also where no hash is published. */
async function isOfficial(row: FileWeightsRow, file: string): Promise<boolean> {
  if (row.sha256 !== null) return (await digest(file, 'sha256')) === row.sha256;
  return row.md5 === null || (await digest(file, 'md5')) === row.md5;
}

async function requireOfficial({ row, url, part }: Download): Promise<void> {
  const file = await open(part, 'r');
  const head = new Uint8Array(4);
  await file.read(head, 0, head.length, 0);
  await file.close();
  // a page of a portal, where no hash would tell
  const isPage = /^\s*</.test(new TextDecoder().decode(head));
  if (!isPage && (await isOfficial(row, part))) return;
  const published = row.sha256 === null ? `MD5 ${row.md5 ?? ''}` : `SHA-256 ${row.sha256}`;
  const got = await digest(part, row.sha256 === null ? 'md5' : 'sha256');
  await rm(part, { force: true });
  throw new AppError('WEIGHTS_CORRUPT', {
    message: isPage
      ? `${url} sent a web page in place of ${row.file}; it was deleted.`
      : `${row.file} from ${url} has another hash (${got}) than is published (${published}); it was deleted.`,
    item: row.file,
    hint: 'Try again; if it comes the same way, a proxy or the mirror changes it: fetch it on another network and bring it by hand.',
  });
}

async function flushFolder(folder: string): Promise<void> {
  // Windows opens no folders
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {
    // some network file systems flush no folders
  });
  await handle?.close();
}

function asAppError(error: unknown, { row, url, places, signal }: Download): unknown {
  if (error instanceof AppError) return error;
  if (signal.aborted)
    return new AppError('CANCELLED', { message: `The download of ${row.file} was cancelled.` }, { cause: error });
  if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) {
    const message = `The disk is full: ${row.file} could not be downloaded.`;
    return new AppError('DISK_FULL', { message, item: row.file, hint: MORE_SPACE }, { cause: error });
  }
  if (error instanceof TooLarge) {
    return new AppError(
      'WEIGHTS_CORRUPT',
      { message: `${url} sends more than ${row.file} can be.`, item: row.file },
      { cause: error },
    );
  }
  if (error instanceof Refused || error instanceof CutOff)
    return missingWeights(row, places, `, and ${url} cannot be downloaded: ${error.message}`, { cause: error });
  return error;
}
