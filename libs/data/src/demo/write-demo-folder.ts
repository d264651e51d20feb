import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readFile, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@sagittal/contracts';
import sharp from 'sharp';
import { type DemoPlan, planDemo } from './plan.ts';
import { SLICE_SIDE, renderSlice } from './render-slice.ts';
import { sourceText } from './source-text.ts';

export interface DemoFolder {
  /** Absolute. */
  readonly directory: string;
  /** Files that are pictures, copies included. */
  readonly images: number;
  /** Files that are byte for byte the same as another one. */
  readonly copies: number;
  readonly sharedPatient: string;
}

const SOURCE_FILE = 'SOURCE.txt';
/** Pictures drawn before others may use the thread again. */
const AT_ONCE = 8;

/**
 * Writes the synthetic demo dataset: train and test folders of four classes, with planted copies and a patient in both subsets,
 * told in SOURCE.txt. The same seed writes the same pictures. The folder appears whole or not at all; where it is there already,
 * with the same seed, nothing is written. Throws CONFLICT where the folder holds anything else, DISK_FULL, and CANCELLED.
 */
export async function writeDemoFolder(
  directory: string,
  options: {
    seed?: number;
    signal?: AbortSignal;
    onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  } = {},
): Promise<DemoFolder> {
  const { seed = 1, signal, onProgress } = options;
  const target = path.resolve(directory);
  const plan = planDemo(seed);
  const source = sourceText(seed, plan);
  const result = {
    directory: target,
    images: plan.images.length + plan.copies.length,
    copies: plan.copies.length,
    sharedPatient: plan.sharedPatient,
  };
  if (await holdsDemo(target, source)) return result;

  const temporary = path.join(path.dirname(target), `.${path.basename(target)}-${randomUUID()}`);
  try {
    await drawInto(temporary, plan, signal, onProgress);
    await writeFile(path.join(temporary, SOURCE_FILE), source);
    // an empty folder may stand in the way; rename replaces it on some systems only
    await rmdir(target).catch(() => undefined);
    await rename(temporary, target);
  } catch (thrown) {
    await rm(temporary, { recursive: true, force: true });
    if (signal?.aborted === true)
      throw new AppError('CANCELLED', { message: 'Writing the demo folder was cancelled.' }, { cause: thrown });
    throw thrown;
  }
  return result;
}

/** True where the folder holds this very demo, false where it is not there or empty. Throws CONFLICT where it holds anything else. */
async function holdsDemo(target: string, source: string): Promise<boolean> {
  const names = await readdir(target).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return [];
    if (thrown.code === 'ENOTDIR') throw conflict(target, 'This is a file, not a folder.', thrown);
    throw thrown;
  });
  if (names.length === 0) return false;
  if ((await readFile(path.join(target, SOURCE_FILE), 'utf8').catch(() => '')) === source) return true;
  throw conflict(target, 'The folder is not empty.');
}

function conflict(item: string, message: string, cause?: unknown): AppError {
  return new AppError(
    'CONFLICT',
    { message, item, hint: 'Name a folder that is empty or not there yet.' },
    cause === undefined ? {} : { cause },
  );
}

async function drawInto(
  folder: string,
  plan: DemoPlan,
  signal?: AbortSignal,
  onProgress?: (progress: { done: number; total: number }) => void,
): Promise<void> {
  const total = plan.images.length + plan.copies.length;
  const folders = new Set([...plan.images, ...plan.copies].map((image) => path.dirname(image.path)));
  for (const relative of folders) await mkdir(path.join(folder, relative), { recursive: true });
  for (let from = 0; from < plan.images.length; from += AT_ONCE) {
    signal?.throwIfAborted();
    await Promise.all(
      plan.images.slice(from, from + AT_ONCE).map(async (image) => {
        const pixels = renderSlice(image.patient, image.slice, image.slices);
        const png = await sharp(pixels, { raw: { width: SLICE_SIDE, height: SLICE_SIDE, channels: 1 } })
          .toColourspace('b-w')
          .png()
          .toBuffer();
        await writeFile(path.join(folder, image.path), png);
      }),
    );
    onProgress?.({ done: Math.min(from + AT_ONCE, plan.images.length), total });
  }
  for (const { path: copy, of } of plan.copies) await copyFile(path.join(folder, of), path.join(folder, copy));
  onProgress?.({ done: total, total });
}
