import { AppError } from '@sagittal/contracts';
import type { Engine } from '../engine.ts';
import { compileForward } from './forward-session.ts';
import { loadNative } from './load-native.ts';
import { loadWasm } from './load-wasm.ts';
import type { TfjsRuntime } from './runtime.ts';
import { compileTraining } from './training-session.ts';

function engineOver(runtime: TfjsRuntime, about: Pick<Engine, 'name' | 'version' | 'device' | 'threads'>): Engine {
  return {
    ...about,
    compileForward: (graph, options) => compileForward(runtime, graph, options),
    compileTraining: (step, options) => compileTraining(runtime, step, options),
  };
}

function cpu(threads: number): string {
  return `CPU, ${String(threads)} ${threads === 1 ? 'thread' : 'threads'}`;
}

/**
 * TensorFlow.js over a TensorFlow that was built here for CUDA.
 * @throws AppError ENGINE_FAILED where it is not there, or no GPU computes.
 */
export async function createTfjsGpuEngine(threads: number): Promise<Engine> {
  const runtime = await loadNative(threads);
  if (!runtime.gpu) {
    throw new AppError('ENGINE_FAILED', {
      message: runtime.flavour === 'cuda' ? 'TensorFlow sees no GPU.' : 'It is built without CUDA.',
      hint:
        runtime.flavour === 'cuda' ? 'nvidia-smi must show a GPU and a driver for CUDA 12.' : 'npm run engine:native -- --cuda',
    });
  }
  return engineOver(runtime, {
    name: 'tfjs-node-gpu',
    version: `${runtime.tf.version_core} on TensorFlow ${runtime.tensorflowVersion}`,
    device: 'GPU (CUDA)',
    threads,
  });
}

/**
 * TensorFlow.js over a TensorFlow that was built here, on the processor.
 * @param engines the folder with what was built; default: SAGITTAL_HOME's.
 * @throws AppError ENGINE_FAILED where it is not there, or the process computes on a GPU already.
 */
export async function createTfjsNodeEngine(threads: number, engines?: string): Promise<Engine> {
  const runtime = await loadNative(threads, engines);
  if (runtime.gpu) throw new AppError('ENGINE_FAILED', { message: 'The library computes on the GPU in this process.' });
  return engineOver(runtime, {
    name: 'tfjs-node',
    version: `${runtime.tf.version_core} on TensorFlow ${runtime.tensorflowVersion}`,
    device: cpu(threads),
    threads,
  });
}

/** TensorFlow.js in WebAssembly: forward passes, and training of heads of dense layers. */
export async function createTfjsWasmEngine(threads: number): Promise<Engine> {
  const runtime = await loadWasm(threads);
  return engineOver(runtime, {
    name: 'tfjs-wasm',
    version: runtime.tf.version_core,
    device: `${cpu(threads)}, WebAssembly`,
    threads,
  });
}
