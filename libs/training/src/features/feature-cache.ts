import { randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { writeFileSafely } from '../checkpoint/write-file.ts';
import { decodeSegment, encodeSegment } from './segment.ts';

/** Vectors that are gathered before they are written: what a killed run loses at most. */
const SEGMENT_RECORDS = 1024;
/** The sum over all keys; beyond it the keys not used for longest go. 4 GiB: 800,000 images of 1,280 features. */
const DEFAULT_LIMIT_BYTES = 4 * 1024 ** 3;

const SUFFIX = '.features';

/**
 * Features that were computed before, by what computed them (a key, one folder) and image. Segments are written beside and
 * renamed, so that readers, also of other processes, see whole ones. Everything in it may be deleted at any time.
 */
export class FeatureCache {
  readonly #directory: string;
  readonly #size: number;
  #pending = new Map<string, Float32Array>();
  /** The segment that is being written; resolves to what went wrong. */
  #writing: Promise<Error | null> = Promise.resolve(null);

  /** @param directory the folder of all keys */
  constructor(directory: string, key: string, size: number) {
    this.#directory = path.join(directory, key);
    this.#size = size;
  }

  /** The vectors there are for these images. What cannot be read is as good as absent. */
  async read(wanted: ReadonlySet<string>): Promise<Map<string, Float32Array>> {
    const found = new Map<string, Float32Array>();
    for (const name of await segmentsOf(this.#directory)) {
      const file = await readFile(path.join(this.#directory, name)).catch(() => null);
      if (file === null) continue;
      for (const [sha256, vector] of decodeSegment(file, this.#size, wanted)) found.set(sha256, vector);
    }
    return found;
  }

  /**
   * Keeps a vector; every so often a segment is written, beside what the caller goes on to compute.
   * @throws where the disk is full, told with a later segment or by `flush`
   */
  async add(sha256: string, vector: Float32Array): Promise<void> {
    this.#pending.set(sha256, vector);
    if (this.#pending.size >= SEGMENT_RECORDS) await this.#write();
  }

  /** Resolves when all is on disk. @throws where the disk is full */
  async flush(): Promise<void> {
    if (this.#pending.size > 0) await this.#write();
    await this.#written();
  }

  async #write(): Promise<void> {
    const vectors = this.#pending;
    this.#pending = new Map();
    await this.#written();
    const segment = encodeSegment(vectors, this.#size);
    this.#writing = writeFileSafely(this.#directory, `${randomBytes(8).toString('hex')}${SUFFIX}`, segment).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
  }

  async #written(): Promise<void> {
    const problem = await this.#writing;
    if (problem === null) return;
    this.#writing = Promise.resolve(null);
    throw problem;
  }

  /** Marks the key as used now. */
  async touch(): Promise<void> {
    await mkdir(this.#directory, { recursive: true });
    const now = new Date();
    await utimes(this.#directory, now, now);
  }
}

/**
 * Removes the keys not used for longest until the rest fits.
 *
 * @returns keys that were removed
 */
export async function pruneFeatureCache(directory: string, limitBytes: number = DEFAULT_LIMIT_BYTES): Promise<string[]> {
  const keys = [];
  for (const key of await readdir(directory).catch(() => [])) {
    const folder = path.join(directory, key);
    const used = await stat(folder).catch(() => null);
    if (used === null) continue;
    const sizes = await Promise.all(
      (await segmentsOf(folder)).map(async (name) => (await stat(path.join(folder, name)).catch(() => null))?.size ?? 0),
    );
    keys.push({ key, usedAt: used.mtimeMs, bytes: sizes.reduce((sum, size) => sum + size, 0) });
  }
  const removed = [];
  let total = keys.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { key, bytes } of keys.sort((a, b) => a.usedAt - b.usedAt)) {
    if (total <= limitBytes) break;
    await rm(path.join(directory, key), { recursive: true, force: true });
    removed.push(key);
    total -= bytes;
  }
  return removed;
}

async function segmentsOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith(SUFFIX)).sort();
}
