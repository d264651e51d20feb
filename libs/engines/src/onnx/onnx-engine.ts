import { AppError } from '@sagittal/contracts';
import { env } from 'onnxruntime-node';
import type { Engine } from '../engine.ts';
import { probeBlock } from './blocked/probe-block.ts';
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

/**
 * The engine with the blocked kernels of this processor.
 * @throws AppError ENGINE_FAILED where ONNX Runtime has none for it.
 */
export async function createBlockedOnnxEngine(threads: number): Promise<Engine> {
  const block = await probeBlock();
  if (block === null) throw new AppError('ENGINE_FAILED', { message: 'ONNX Runtime has no blocked kernels for this processor.' });
  return createOnnxEngine({ threads, block });
}
