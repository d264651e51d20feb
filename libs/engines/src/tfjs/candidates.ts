import type { Candidate } from '../candidate.ts';
import { builtAddon } from './native-builds.ts';

// each loads its library only when it is tried

export const tfjsGpuCandidate: Candidate = {
  name: 'tfjs-node-gpu',
  merit: 'TensorFlow on the GPU, many times as fast as the processor',
  trains: 'network',
  isBuilt: () => builtAddon('cuda') !== undefined,
  variants: [
    {
      how: '',
      create: async (threads) => (await import('./tfjs-engine.ts')).createTfjsGpuEngine(threads),
    },
  ],
};

export const tfjsNodeCandidate: Candidate = {
  name: 'tfjs-node',
  merit: "TensorFlow's own library on the CPU",
  trains: 'network',
  isBuilt: () => builtAddon('cpu') !== undefined || builtAddon('cuda') !== undefined,
  variants: [
    {
      how: '',
      create: async (threads) => (await import('./tfjs-engine.ts')).createTfjsNodeEngine(threads),
    },
  ],
};

export const tfjsWasmCandidate: Candidate = {
  name: 'tfjs-wasm',
  merit: 'the last resort, in WebAssembly: forward passes and heads of dense layers, no training of whole networks',
  trains: 'head',
  variants: [
    {
      how: '',
      create: async (threads) => (await import('./tfjs-engine.ts')).createTfjsWasmEngine(threads),
    },
  ],
};
