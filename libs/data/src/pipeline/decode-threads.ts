import { fromErrorRecord } from '@sagittal/contracts';
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { DecodeRequest } from './decode-batch.ts';
import type { DecodeAnswer } from './decode-worker.ts';

/**
 * Decoding has threads of its own, because an engine that computes holds the thread that it was called from: there, no picture
 * would begin meanwhile. Half as many as cores, since the engine uses the cores too; they end after a while without work.
 */
let threads: Piscina<DecodeRequest, DecodeAnswer> | undefined;

const IDLE_MS = 10_000;
/** Batches that wait inside a thread: what waits in the caller's would not move on while an engine holds it. */
const BATCHES_A_THREAD = 4;

/** Run from source, the worker is TypeScript and needs a loader; bundled, it stands beside the bundle. */
const source = import.meta.url.endsWith('.ts');

function start(): Piscina<DecodeRequest, DecodeAnswer> {
  return new Piscina<DecodeRequest, DecodeAnswer>({
    filename: new URL(source ? './decode-worker.ts' : './decode-worker.js', import.meta.url).href,
    name: 'decode',
    minThreads: 0,
    maxThreads: Math.max(1, Math.floor(availableParallelism() / 2)),
    concurrentTasksPerWorker: BATCHES_A_THREAD,
    idleTimeout: IDLE_MS,
    ...(source ? { execArgv: ['--import', 'tsx'] } : {}),
  });
}

/** As `decodeBatch`, in another thread. */
export async function decodeElsewhere(request: DecodeRequest): Promise<Uint8Array> {
  threads ??= start();
  const answer = await threads.run(request);
  if (answer instanceof Uint8Array) return answer;
  throw fromErrorRecord(answer);
}
