import { type ErrorRecord, fromErrorRecord } from '@sagittal/contracts';
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { Augmentation } from '../augment/augmentation.ts';
import type { PictureSource } from './augment-pictures.ts';
import type { ImageSize } from './decode-image.ts';
import type { AugmentTask, DecodeTask } from './decode-worker.ts';

type Pool = Piscina<DecodeTask | AugmentTask, ErrorRecord | null>;

/** Threads that decode, one a core. They end after a while without work: longer than a trainer needs between two runs. */
let threads: Pool | undefined;

const CORES = availableParallelism();
const IDLE_MS = 60_000;

/** Run from source, the worker is TypeScript and needs a loader; bundled, it stands beside the bundle. */
const source = import.meta.url.endsWith('.ts');

function start(): Pool {
  return new Piscina<DecodeTask | AugmentTask, ErrorRecord | null>({
    filename: new URL(source ? './decode-worker.ts' : './decode-worker.js', import.meta.url).href,
    name: 'decode',
    minThreads: 0,
    maxThreads: CORES,
    idleTimeout: IDLE_MS,
    ...(source ? { execArgv: ['--import', 'tsx'] } : {}),
  });
}

interface Share {
  readonly from: number;
  readonly to: number;
}

/** Runs a piece of work on shares of `count` pictures. @throws AppError the first share's that failed */
async function sharedOut(
  count: number,
  cores: number,
  work: (pool: Pool, share: Share) => Promise<ErrorRecord | null>,
): Promise<void> {
  const pool = (threads ??= start());
  const size = Math.ceil(count / cores);
  const shares = Array.from({ length: Math.ceil(count / size) }, (_, index) => ({
    from: index * size,
    to: Math.min(count, (index + 1) * size),
  }));
  const failed = (await Promise.all(shares.map((share) => work(pool, share)))).find((answer) => answer !== null);
  if (failed) throw fromErrorRecord(failed);
}

/** As `decodePictures`, shared out over the threads: to each as many pictures, which it writes to their places. */
export function decodeOnAllCores(
  paths: readonly string[],
  { height, width }: ImageSize,
  pixels: SharedArrayBuffer,
): Promise<void> {
  return sharedOut(paths.length, CORES, (pool, { from, to }) =>
    pool.run({ paths: paths.slice(from, to), height, width, pixels, offset: from * height * width * 3 }),
  );
}

/** As `augmentPictures`, shared out over the threads. */
export function augmentOnAllCores(
  pictures: PictureSource,
  { height, width }: ImageSize,
  augmentation: Augmentation,
  target: SharedArrayBuffer,
  cores = CORES,
): Promise<void> {
  const count = 'paths' in pictures ? pictures.paths.length : pictures.indices.length;
  return sharedOut(count, cores, (pool, { from, to }) =>
    pool.run(
      {
        source:
          'paths' in pictures
            ? { paths: pictures.paths.slice(from, to) }
            : { pixels: pictures.pixels, indices: pictures.indices.slice(from, to) },
        augmentation: { ...augmentation, stages: augmentation.stages.slice(from, to) },
        height,
        width,
        target,
        count: to - from,
        offset: from * height * width * 3 * Float32Array.BYTES_PER_ELEMENT,
      },
      { name: 'augment' },
    ),
  );
}
