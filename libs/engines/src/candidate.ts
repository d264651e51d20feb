import { toErrorRecord } from '@sagittal/contracts';
import type { Engine } from './engine.ts';

/** One way to run an engine, as with its blocked kernels or without. */
interface Variant {
  /** As `with blocked kernels`; empty where there is one way only. */
  readonly how: string;
  /** Loads the native library; throws where this machine has none. */
  create(threads: number): Promise<Engine>;
}

export interface Candidate {
  readonly name: string;
  /** Why one would take it, in words for the run's page. */
  readonly merit: string;
  /** What it can train: whole networks, or dense layers behind a frozen one. */
  readonly trains: 'network' | 'head';
  /** It is there only after it was built on this machine; false: then it is passed over in silence. Absent: always there. */
  readonly isBuilt?: () => boolean;
  /** Best first. */
  readonly variants: readonly Variant[];
}

/** Throws where an engine is not to be trusted. */
export type EngineTest = (engine: Engine, trained: Candidate['trains']) => Promise<void>;

/** An engine that passed, with what the better variants said; or what all said. */
export type Trial =
  { readonly engine: Engine; readonly notes: readonly string[] } | { readonly engine: null; readonly notes: readonly string[] };

/** The first variant of a candidate that loads and passes the test. */
export async function tryCandidate({ name, trains, variants }: Candidate, threads: number, test: EngineTest): Promise<Trial> {
  const notes: string[] = [];
  for (const { how, create } of variants) {
    const what = how === '' ? name : `${name} ${how}`;
    try {
      const engine = await create(threads);
      await test(engine, trains);
      return { engine, notes: [...notes, `${what} passed its self-test`] };
    } catch (error) {
      notes.push(`${what} cannot be used: ${toErrorRecord(error).message}`);
    }
  }
  return { engine: null, notes };
}
