import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { AppError } from '@sagittal/contracts';
import type * as Wasm from '@tensorflow/tfjs-backend-wasm';
import type { Tf, TfjsRuntime } from './runtime.ts';

const PACKAGE = '@tensorflow/tfjs-backend-wasm';

/**
 * The code of a thread of the WASM backend, as a module. The backend hands its thread's code and its own out as blobs, of
 * which Node can make neither a thread nor a script; this reads both from the package's files instead.
 */
function threadModule(folder: string): URL {
  const base = JSON.stringify(path.join(folder, '../wasm-out/tfjs-backend-wasm-threaded-simd'));
  const code = `
    import { createRequire } from 'node:module';
    const base = ${base};
    const require = createRequire(base + '.js');
    URL.createObjectURL = () => base + '.js';
    URL.revokeObjectURL = () => {};
    const { wasmWorkerContents } = require(base + '.worker.js');
    new Function('require', '__filename', wasmWorkerContents.replaceAll('\\n', '\\\\n'))(require, base + '.js');
  `;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

/**
 * Runs the backend's start with what it needs of a browser in place: threads from blobs, and a processor count, of which it
 * takes half.
 */
async function withBrowserFunctions<T>(folder: string, threads: number, start: () => Promise<T>): Promise<T> {
  const { createObjectURL } = URL;
  const { cpus } = os;
  const workers: Worker[] = [];
  const collect = (worker: Worker): void => {
    workers.push(worker);
  };
  const [processor] = cpus();
  const thread = threadModule(folder);
  URL.createObjectURL = () => thread as unknown as string;
  if (processor !== undefined) os.cpus = () => Array.from({ length: 2 * threads }, () => processor);
  process.on('worker', collect);
  try {
    return await start();
  } finally {
    process.off('worker', collect);
    URL.createObjectURL = createObjectURL;
    os.cpus = cpus;
    // idle threads must not keep a process that is done
    for (const worker of workers) worker.unref();
  }
}

async function start(threads: number): Promise<TfjsRuntime> {
  const require = createRequire(import.meta.url);
  const tf = require('@tensorflow/tfjs-core') as Tf;
  const wasm = require(PACKAGE) as typeof Wasm;
  const folder = path.dirname(require.resolve(PACKAGE));
  wasm.setWasmPaths(`${folder}/`);
  if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')))
    throw new AppError('ENGINE_FAILED', { message: 'This Node has no WebAssembly SIMD.', hint: 'Install Node.js 24.' });
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', threads > 1);
  wasm.setThreadsCount(threads);
  const ready = await withBrowserFunctions(folder, threads, () => tf.setBackend('wasm'));
  if (!ready) throw new AppError('ENGINE_FAILED', { message: 'The WebAssembly backend of TensorFlow.js does not start.' });
  return { tf, backend: 'wasm', native: null };
}

let started: Promise<TfjsRuntime> | undefined;

/**
 * TensorFlow.js in WebAssembly with SIMD. Its threads are set when a process first asks; asking again gives the same runtime.
 * @throws AppError ENGINE_FAILED where it does not start.
 */
export function loadWasm(threads: number): Promise<TfjsRuntime> {
  started ??= start(threads);
  return started;
}
