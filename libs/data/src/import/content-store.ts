import { createHash, randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@sagittal/contracts';
import { proveImage } from './prove-image.ts';
import { type StoreFiles, diskFiles } from './store-files.ts';

/** Where content comes from: its bytes, and the file that holds them, where there is one that may be cloned. */
export interface Content {
  readonly sha256: string;
  readonly data: Uint8Array;
  readonly source?: { readonly path: string; readonly changed: number };
}

export interface StoredContent {
  readonly sha256: string;
  readonly bytes: number;
  /** False where the store held it already. */
  readonly added: boolean;
}

/** SHA-256 in hexadecimal digits. */
export function sha256Of(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * Files by their content, under the home folder: `store/ab/<sha256>` is the truth, `derived/thumbnails/ab/<sha256>.webp` can be
 * made again. A file appears whole or not at all: it is written under `store/tmp` and renamed.
 */
export class ContentStore {
  readonly #home: string;
  readonly #files: StoreFiles;
  readonly #folders = new Map<string, Promise<void>>();
  #clones = true;

  constructor(home: string, options: { files?: StoreFiles } = {}) {
    this.#home = path.resolve(home);
    this.#files = options.files ?? diskFiles;
  }

  /** Where content is, or would be. Throws INVALID_INPUT for what is no hash. */
  pathOf(sha256: string): string {
    return path.join(this.#home, 'store', prefixOf(sha256), sha256);
  }

  /** Where the thumbnail of a picture is, or would be; see ensureThumbnail. */
  thumbnailPath(sha256: string): string {
    return path.join(this.#home, 'derived', 'thumbnails', prefixOf(sha256), `${sha256}.webp`);
  }

  /** Whether the store holds content of this hash and size. */
  async has(sha256: string, bytes: number): Promise<boolean> {
    return (await this.#files.info(this.pathOf(sha256)))?.bytes === bytes;
  }

  async hasThumbnail(sha256: string): Promise<boolean> {
    return ((await this.#files.info(this.thumbnailPath(sha256)))?.bytes ?? 0) > 0;
  }

  /** Stores a file or bytes. Throws DISK_FULL. */
  async add(source: string | Uint8Array): Promise<StoredContent> {
    if (typeof source !== 'string') return this.put({ sha256: sha256Of(source), data: source });
    const before = await this.#files.info(source);
    const data = await readFile(source);
    return this.put({
      sha256: sha256Of(data),
      data,
      ...(before === null ? {} : { source: { path: source, changed: before.changed } }),
    });
  }

  /** Stores content whose hash is known. What is there already stays; a file of another size (a crash's) is replaced. */
  async put(content: Content): Promise<StoredContent> {
    const { sha256, data } = content;
    const bytes = data.length;
    if (await this.has(sha256, bytes)) return { sha256, bytes, added: false };
    await this.#place(this.pathOf(sha256), async (temporary) => {
      if (!(await this.#tryClone(content, temporary))) await this.#files.write(temporary, data);
    });
    return { sha256, bytes, added: true };
  }

  async putThumbnail(sha256: string, webp: Uint8Array): Promise<void> {
    await this.#place(this.thumbnailPath(sha256), (temporary) => this.#files.write(temporary, webp));
  }

  /** The path of a picture's thumbnail, made now where it was deleted. Throws NOT_FOUND where the store lacks the picture. */
  async ensureThumbnail(sha256: string): Promise<string> {
    const file = this.thumbnailPath(sha256);
    if (await this.hasThumbnail(sha256)) return file;
    const data = await readFile(this.pathOf(sha256)).catch((cause: unknown) => {
      throw new AppError('NOT_FOUND', { message: 'The store does not hold this image.', item: sha256 }, { cause });
    });
    await this.putThumbnail(sha256, (await proveImage(data)).thumbnail);
    return file;
  }

  /** Removes content and its thumbnail; what is not there is no error. */
  async remove(sha256: string): Promise<void> {
    await this.#files.remove(this.pathOf(sha256));
    await this.#files.remove(this.thumbnailPath(sha256));
  }

  /** The hash of everything stored: to find what nothing refers to after a crash. */
  async *hashes(): AsyncGenerator<string, void, undefined> {
    const store = path.join(this.#home, 'store');
    const prefixes = await readdir(store).catch(() => []);
    for (const prefix of prefixes.filter((name) => /^[0-9a-f]{2}$/.test(name)).sort())
      for (const name of (await readdir(path.join(store, prefix))).sort()) if (HASH.test(name)) yield name;
  }

  /** Removes what a crash left half-written. Only for when nothing else writes to this store. */
  async removeTemporaries(): Promise<void> {
    const folder = this.#temporaries();
    for (const name of await readdir(folder).catch(() => [])) await this.#files.remove(path.join(folder, name));
  }

  /** Throws DISK_FULL where the disk has no room for so many bytes more. */
  async requireSpace(bytes: number): Promise<void> {
    await this.#folder(this.#temporaries());
    const free = await this.#files.freeBytes(this.#home);
    if (free >= bytes) return;
    throw diskFull(`It needs ${mebibytes(bytes)} and the disk has ${mebibytes(free)} free.`);
  }

  #temporaries(): string {
    return path.join(this.#home, 'store', 'tmp');
  }

  /** Makes a folder once. */
  #folder(folder: string): Promise<void> {
    const made = this.#folders.get(folder) ?? this.#files.makeFolder(folder);
    this.#folders.set(folder, made);
    made.catch(() => this.#folders.delete(folder));
    return made;
  }

  /** Lets `fill` write a temporary file and renames it into its place. Leaves nothing behind where that fails. */
  async #place(target: string, fill: (temporary: string) => Promise<void>): Promise<void> {
    const temporary = path.join(this.#temporaries(), randomUUID());
    try {
      await this.#folder(this.#temporaries());
      await this.#folder(path.dirname(target));
      await fill(temporary);
      await this.#files.rename(temporary, target);
    } catch (thrown) {
      await this.#files.remove(temporary).catch(() => undefined);
      if (isDiskFull(thrown)) throw diskFull('Writing stopped half-way.', thrown);
      throw thrown;
    }
  }

  /** Clones the source where the file system can, and only if it is still the file whose bytes were hashed. */
  async #tryClone({ source, data }: Content, temporary: string): Promise<boolean> {
    if (source === undefined || !this.#clones) return false;
    try {
      await this.#files.clone(source.path, temporary);
    } catch (thrown) {
      await this.#files.remove(temporary);
      if (isDiskFull(thrown)) throw thrown;
      // not supported between these two places: not tried again for every further file
      this.#clones = false;
      return false;
    }
    const after = await this.#files.info(source.path);
    if (after?.changed === source.changed && after.bytes === data.length) return true;
    await this.#files.remove(temporary);
    return false;
  }
}

const HASH = /^[0-9a-f]{64}$/;

function prefixOf(sha256: string): string {
  if (!HASH.test(sha256)) throw new AppError('INVALID_INPUT', { message: 'This is no SHA-256 hash.' });
  return sha256.slice(0, 2);
}

function isDiskFull(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT');
}

function diskFull(what: string, cause?: unknown): AppError {
  return new AppError(
    'DISK_FULL',
    { message: `The disk is full. ${what}`, hint: 'Free some space, or set SAGITTAL_HOME to a larger disk, and try again.' },
    cause === undefined ? {} : { cause },
  );
}

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024).toLocaleString('en-US')} MiB`;
}
