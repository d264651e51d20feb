import { availableParallelism } from 'node:os';
import { AppError } from '@sagittal/contracts';
import { tryCandidate, type Candidate, type EngineTest } from './candidate.ts';
import type { Engine, EngineProbe } from './engine.ts';
import { forcedEngine } from './env.ts';
import { selfTest } from './self-test.ts';
import { tfjsGpuCandidate, tfjsNodeCandidate, tfjsWasmCandidate } from './tfjs/candidates.ts';

/**
 * Best first. A build for CUDA is there only where someone made it, and is taken only where a GPU really computes; then it is the
 * fastest by far.
 */
const candidates: readonly Candidate[] = [
  tfjsGpuCandidate,
  {
    name: 'onnxruntime',
    merit: 'fastest here for forward passes and training on the CPU',
    trains: 'network',
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
  tfjsNodeCandidate,
  tfjsWasmCandidate,
];

/**
 * Those that come into question here, and why where someone said so.
 * @throws AppError ENGINE_FAILED where SAGITTAL_ENGINE names none.
 */
function considered(): { readonly choice: readonly Candidate[]; readonly notes: readonly string[] } {
  const forced = forcedEngine();
  if (forced === undefined) return { choice: candidates.filter(({ isBuilt }) => isBuilt?.() ?? true), notes: [] };
  const choice = candidates.filter(({ name }) => name === forced);
  if (choice.length === 0) {
    throw new AppError('ENGINE_FAILED', {
      message: `There is no engine ${forced}, as SAGITTAL_ENGINE says.`,
      hint: `It takes ${candidates.map(({ name }) => name).join(', ')}, or nothing for the best of them.`,
    });
  }
  return { choice, notes: ['chosen by SAGITTAL_ENGINE'] };
}

/**
 * The best engine that loads and passes its self-test.
 * @param options.threads default: the processors that this process may use.
 * @param options.test throws where an engine is not to be trusted; default: the self-test.
 * @throws AppError ENGINE_FAILED where none does, with what each said.
 */
export async function selectEngine(
  options: { readonly threads?: number; readonly test?: EngineTest } = {},
): Promise<{ readonly engine: Engine; readonly reason: string }> {
  const { choice, notes: told } = considered();
  const notes = [...told];
  for (const candidate of choice) {
    const trial = await tryCandidate(candidate, options.threads ?? availableParallelism(), options.test ?? selfTest);
    notes.push(...trial.notes);
    if (trial.engine !== null) return { engine: trial.engine, reason: [candidate.merit, ...notes].join('; ') };
  }
  throw new AppError('ENGINE_FAILED', {
    message: `${told.length > 0 ? 'The engine that was chosen does not work' : 'No engine works'} on this machine: ${notes.join('; ')}`,
    hint: 'Run `npm run doctor`; it names what is missing.',
  });
}

/** Tries every engine and says what it found. Never throws. */
export async function probeEngines(options: { readonly threads?: number } = {}): Promise<readonly EngineProbe[]> {
  const probes: EngineProbe[] = [];
  for (const candidate of candidates) {
    const { merit, trains } = candidate;
    const { engine, notes } = await tryCandidate(candidate, options.threads ?? availableParallelism(), selfTest);
    const found = notes.join('; ');
    probes.push(
      engine === null
        ? { name: candidate.name, available: false, reason: found, device: null, trains: false }
        : {
            name: candidate.name,
            available: true,
            reason: `${merit}; ${found}`,
            device: engine.device,
            trains: trains === 'network',
          },
    );
  }
  return probes;
}
