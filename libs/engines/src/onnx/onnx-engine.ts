import { env } from 'onnxruntime-node';
import type { Engine } from '../engine.ts';
import { compileForward } from './forward-session.ts';
import { compileTraining, type Kernels } from './training-session.ts';

/**
 * ONNX Runtime on the CPU. Importing this file loads its native library, which throws where the machine has none.
 * @param kernels.block channels of one block of its blocked kernels, with which it trains; null: by standard operators.
 */
export function createOnnxEngine({ threads, block }: Kernels): Engine {
  return {
    name: 'onnxruntime',
    version: env.versions.node ?? env.versions.common,
    device: `CPU, ${String(threads)} ${threads === 1 ? 'thread' : 'threads'}, ${block === null ? 'standard operators' : 'blocked kernels'}`,
    threads,
    compileForward: (graph, options) => compileForward(graph, { ...options, threads }),
    compileTraining: (step, options) => compileTraining(step, { ...options, threads, block }),
  };
}
