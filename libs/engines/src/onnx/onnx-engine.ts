import { env } from 'onnxruntime-node';
import type { Engine } from '../engine.ts';
import { compileForward } from './forward-session.ts';
import { compileTraining } from './training-session.ts';

/** ONNX Runtime on the CPU. Importing this file loads its native library, which throws where the machine has none. */
export function createOnnxEngine(threads: number): Engine {
  return {
    name: 'onnxruntime',
    version: env.versions.node ?? env.versions.common,
    device: `CPU, ${String(threads)} ${threads === 1 ? 'thread' : 'threads'}`,
    threads,
    compileForward: (graph, options) => compileForward(graph, { ...options, threads }),
    compileTraining: (step, options) => compileTraining(step, { ...options, threads }),
  };
}
