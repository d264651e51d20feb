import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { AppError, type Subset } from '@sagittal/contracts';
import type { ImageFormat } from '../images/formats.ts';
import { refuseHugeFile } from '../images/limits.ts';
import { openPicture } from '../images/open-picture.ts';
import { type ItemProblem, printablePath } from '../problems.ts';
import type { ScanEntry } from './class-layout.ts';
import { type ContentStore, sha256Of } from './content-store.ts';
import { proveImage } from './prove-image.ts';
import { scanFolder } from './scan-folder.ts';
import { diskFiles } from './store-files.ts';

export interface ImportRequest {
  readonly root: string;
  readonly store: ContentStore;
  readonly signal?: AbortSignal | undefined;
  /** Called at most every 100 ms, and at the end. `done` counts the files that were looked at. */
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
  /** Files worked on at the same time. */
  readonly concurrency?: number | undefined;
  /** Links in the folder may lead only into these; empty or absent: anywhere. */
  readonly roots?: readonly string[] | undefined;
}

export interface ImportedItem {
  /** Relative to the imported folder, with `/`. */
  readonly path: string;
  readonly label: string;
  readonly officialSubset: Subset | null;
  readonly sha256: string;
  readonly bytes: number;
  /** Size as it is shown: with the EXIF orientation applied. */
  readonly width: number;
  readonly height: number;
  readonly format: ImageFormat;
}

export interface ImportResult {
  /** In the order of their paths by code unit. Empty where no file could be taken: `problems` says why. */
  readonly items: readonly ImportedItem[];
  readonly problems: readonly ItemProblem[];
  /** Hash of what was not in the store before: to be removed again if what follows fails. */
  readonly added: readonly string[];
  /** Files that are no pictures and do not claim to be. */
  readonly ignored: number;
}

type PictureFacts = Pick<ImportedItem, 'sha256' | 'bytes' | 'width' | 'height' | 'format'>;

/** Room for a thumbnail, in bytes: more than any of 256 pixels takes at the quality used. */
const THUMBNAIL_ROOM = 24 * 1024;
/** Left free on the disk, in bytes, so that the database beside the store can still write. */
const RESERVE = 64 * 1024 * 1024;
const PROGRESS_MS = 100;

/**
 * Imports a class-per-folder tree into the store: each file is read once, hashed, decoded to its end (the proof that it is an
 * image, and the source of its thumbnail) and stored by content. Files that cannot be taken are listed, the rest is imported.
 * Throws what scanFolder throws, DISK_FULL (seen before, or half-way) and CANCELLED; then nothing that it added stays.
 */
export async function importFolder(request: ImportRequest): Promise<ImportResult> {
  const { store, signal } = request;
  const added: string[] = [];
  try {
    const scan = await scanFolder(request.root, { signal, roots: request.roots });
    const total = scan.entries.length;
    await store.requireSpace(scan.entries.reduce((sum, entry) => sum + entry.bytes + THUMBNAIL_ROOM, RESERVE));

    const known = new Map<string, Promise<PictureFacts>>();
    const results: (ImportedItem | ItemProblem | undefined)[] = new Array<undefined>(total);
    const report = progressReporter(total, request.onProgress);
    await inParallel(total, request.concurrency ?? availableParallelism() + 1, signal, async (index) => {
      const entry = scan.entries[index];
      if (entry === undefined) return;
      results[index] = await takeEntry(entry, store, known, added);
      report();
    });
    signal?.throwIfAborted();

    const items: ImportedItem[] = [];
    const problems: ItemProblem[] = [...scan.problems];
    for (const result of results) {
      if (result === undefined) continue;
      if ('sha256' in result) items.push(result);
      else problems.push(result);
    }
    return { items, problems, added, ignored: scan.ignored };
  } catch (thrown) {
    for (const sha256 of added) await store.remove(sha256).catch(() => undefined);
    if (signal?.aborted === true)
      throw new AppError('CANCELLED', { message: 'The import was cancelled; nothing of it was kept.' }, { cause: thrown });
    throw thrown;
  }
}

/** One file: an item, or the reason why it is none. Throws only what ends the whole import. */
async function takeEntry(
  entry: ScanEntry,
  store: ContentStore,
  known: Map<string, Promise<PictureFacts>>,
  added: string[],
): Promise<ImportedItem | ItemProblem> {
  try {
    const { data, changed } = await readEntry(entry);
    const sha256 = sha256Of(data);
    // byte-equal copies are decoded and stored once, and share their fate
    const facts = known.get(sha256) ?? keep(sha256, data, { path: entry.absolute, changed }, store, added);
    known.set(sha256, facts);
    return { path: entry.path, label: entry.label, officialSubset: entry.officialSubset, ...(await facts) };
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code !== 'DISK_FULL')
      return {
        item: printablePath(entry.path),
        code: thrown.code,
        message: thrown.message,
        ...(thrown.hint === undefined ? {} : { hint: thrown.hint }),
      };
    throw thrown;
  }
}

async function readEntry(entry: ScanEntry): Promise<{ data: Uint8Array; changed: number }> {
  refuseHugeFile(entry.bytes);
  try {
    const info = await diskFiles.info(entry.absolute);
    return { data: await readFile(entry.absolute), changed: info?.changed ?? Number.NaN };
  } catch (cause) {
    throw new AppError(
      'FILE_NOT_READABLE',
      { message: 'The file cannot be read.', hint: 'Give the user who runs Sagittal permission to read it, or mend the disk.' },
      { cause },
    );
  }
}

async function keep(
  sha256: string,
  data: Uint8Array,
  source: { path: string; changed: number },
  store: ContentStore,
  added: string[],
): Promise<PictureFacts> {
  const bytes = data.length;
  if ((await store.has(sha256, bytes)) && (await store.hasThumbnail(sha256))) {
    // whatever the store holds was decoded when it came in
    const { width, height, format } = await openPicture(data);
    return { sha256, bytes, width, height, format };
  }
  const { width, height, format, thumbnail } = await proveImage(data);
  const held = await store.has(sha256, bytes);
  if (!held) added.push(sha256);
  await store.put({ sha256, data, source });
  await store.putThumbnail(sha256, thumbnail);
  return { sha256, bytes, width, height, format };
}

function progressReporter(total: number, onProgress: ImportRequest['onProgress']): () => void {
  let done = 0;
  let last = 0;
  return () => {
    done += 1;
    const now = performance.now();
    if (done < total && now - last < PROGRESS_MS) return;
    last = now;
    onProgress?.({ done, total });
  };
}

/** Runs `work` for 0 to count − 1, several at a time. After a failure or an abort none begins any more, and all that began have ended. */
async function inParallel(
  count: number,
  width: number,
  signal: AbortSignal | undefined,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failed = false;
  const run = async (): Promise<void> => {
    while (next < count && !failed && signal?.aborted !== true) {
      const index = next;
      next += 1;
      try {
        await work(index);
      } catch (thrown) {
        failed = true;
        throw thrown;
      }
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: Math.max(1, width) }, run));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
