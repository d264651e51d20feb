import { availableParallelism } from 'node:os';
import { AppError, toErrorRecord } from '@sagittal/contracts';
import type { Engine, EngineProbe } from './engine.ts';
import { selfTest } from './self-test.ts';

interface Candidate {
  readonly name: string;
  /** Why one would take it, in words for the run's page. */
  readonly merit: string;
  /** Loads the native library; throws where this machine has none. */
  create(threads: number): Promise<Engine>;
}

/** Best first. */
const candidates: readonly Candidate[] = [
  {
    name: 'onnxruntime',
    merit: 'fastest here for forward passes and training on the CPU',
    create: async (threads) => (await import('./onnx/onnx-engine.ts')).createOnnxEngine({ threads, block: null }),
  },
];

async function tryCandidate(candidate: Candidate, threads: number): Promise<{ engine: Engine } | { problem: string }> {
  try {
    const engine = await candidate.create(threads);
    await selfTest(engine);
    return { engine };
  } catch (error) {
    return { problem: toErrorRecord(error).message };
  }
}

/**
 * The best engine that loads and passes its self-test.
 * @param options.threads default: the processors that this process may use.
 * @throws AppError ENGINE_FAILED where none does, with what each said.
 */
export async function selectEngine(
  options: { readonly threads?: number } = {},
): Promise<{ readonly engine: Engine; readonly reason: string }> {
  const threads = options.threads ?? availableParallelism();
  const problems: string[] = [];
  for (const candidate of candidates) {
    const result = await tryCandidate(candidate, threads);
    if ('engine' in result) {
      const passed = [...problems, `${candidate.name} passed its self-test`].join('; ');
      return { engine: result.engine, reason: `${candidate.merit}; ${passed}` };
    }
    problems.push(`${candidate.name} cannot be used: ${result.problem}`);
  }
  throw new AppError('ENGINE_FAILED', {
    message: `No engine works on this machine: ${problems.join('; ')}`,
    hint: 'Run `npm run doctor`; it names what is missing.',
  });
}

/** Tries every engine and says what it found. Never throws. */
export async function probeEngines(options: { readonly threads?: number } = {}): Promise<readonly EngineProbe[]> {
  const probes: EngineProbe[] = [];
  for (const candidate of candidates) {
    const result = await tryCandidate(candidate, options.threads ?? availableParallelism());
    probes.push(
      'engine' in result
        ? { name: candidate.name, available: true, reason: candidate.merit, device: result.engine.device, trains: true }
        : { name: candidate.name, available: false, reason: result.problem, device: null, trains: false },
    );
  }
  return probes;
}
