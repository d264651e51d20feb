import { availableParallelism } from 'node:os';
import { AppError } from '@sagittal/contracts';
import { tryCandidate, type Candidate } from './candidate.ts';
import type { Engine, EngineProbe } from './engine.ts';
import { selfTest } from './self-test.ts';

/** Best first. */
const candidates: readonly Candidate[] = [
  {
    name: 'onnxruntime',
    merit: 'fastest here for forward passes and training on the CPU',
    variants: [
      {
        how: 'with blocked kernels',
        async create(threads) {
          const { createBlockedOnnxEngine } = await import('./onnx/onnx-engine.ts');
          return createBlockedOnnxEngine(threads);
        },
      },
      {
        how: 'by standard operators',
        async create(threads) {
          const { createOnnxEngine } = await import('./onnx/onnx-engine.ts');
          return createOnnxEngine({ threads, block: null });
        },
      },
    ],
  },
];

/**
 * The best engine that loads and passes its self-test.
 * @param options.threads default: the processors that this process may use.
 * @param options.test throws where an engine is not to be trusted; default: the self-test.
 * @throws AppError ENGINE_FAILED where none does, with what each said.
 */
export async function selectEngine(
  options: { readonly threads?: number; readonly test?: (engine: Engine) => Promise<void> } = {},
): Promise<{ readonly engine: Engine; readonly reason: string }> {
  const notes: string[] = [];
  for (const candidate of candidates) {
    const trial = await tryCandidate(candidate, options.threads ?? availableParallelism(), options.test ?? selfTest);
    notes.push(...trial.notes);
    if (trial.engine !== null) return { engine: trial.engine, reason: [candidate.merit, ...notes].join('; ') };
  }
  throw new AppError('ENGINE_FAILED', {
    message: `No engine works on this machine: ${notes.join('; ')}`,
    hint: 'Run `npm run doctor`; it names what is missing.',
  });
}

/** Tries every engine and says what it found. Never throws. */
export async function probeEngines(options: { readonly threads?: number } = {}): Promise<readonly EngineProbe[]> {
  const probes: EngineProbe[] = [];
  for (const { merit, ...candidate } of candidates) {
    const { engine, notes } = await tryCandidate({ merit, ...candidate }, options.threads ?? availableParallelism(), selfTest);
    const found = notes.join('; ');
    probes.push(
      engine === null
        ? { name: candidate.name, available: false, reason: found, device: null, trains: false }
        : { name: candidate.name, available: true, reason: `${merit}; ${found}`, device: engine.device, trains: true },
    );
  }
  return probes;
}
