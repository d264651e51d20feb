import { type ErrorRecord, fromErrorRecord } from '@sagittal/contracts';
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { ImageSize } from './decode-image.ts';
import type { DecodeTask } from './decode-worker.ts';

/** Threads that decode, one a core. They end after a while without work: longer than a trainer needs between two runs. */
let threads: Piscina<DecodeTask, ErrorRecord | null> | undefined;

const CORES = availableParallelism();
const IDLE_MS = 60_000;

/** Run from source, the worker is TypeScript and needs a loader; bundled, it stands beside the bundle. */
const source = import.meta.url.endsWith('.ts');

function start(): Piscina<DecodeTask, ErrorRecord | null> {
  return new Piscina<DecodeTask, ErrorRecord | null>({
    filename: new URL(source ? './decode-worker.ts' : './decode-worker.js', import.meta.url).href,
    name: 'decode',
    minThreads: 0,
    maxThreads: CORES,
    idleTimeout: IDLE_MS,
    ...(source ? { execArgv: ['--import', 'tsx'] } : {}),
  });
}

/** As `decodePictures`, shared out over the threads: to each as many pictures, which it writes to their places. */
export async function decodeOnAllCores(
  paths: readonly string[],
  { height, width }: ImageSize,
  pixels: SharedArrayBuffer,
): Promise<void> {
  const pool = (threads ??= start());
  const share = Math.ceil(paths.length / CORES);
  const tasks = Array.from({ length: Math.ceil(paths.length / share) }, (_, index) => ({
    paths: paths.slice(index * share, (index + 1) * share),
    height,
    width,
    pixels,
    offset: index * share * height * width * 3,
  }));
  const failed = (await Promise.all(tasks.map((task) => pool.run(task)))).find((answer) => answer !== null);
  if (failed) throw fromErrorRecord(failed);
}
