import { parentEnvironment } from '../../env.ts';
import path from 'node:path';
import { Contestant } from './contestant.ts';
import { BATCH, type ComputeNetwork, type Pass, SIZE } from './networks.ts';
import type { PeerName, PeerPython } from './python.ts';

/**
 * glibc keeps freed memory instead of giving it back, so that large tensors do not fault their pages in anew: a fifth faster in
 * Keras and PyTorch, for nothing.
 */
const KEEP_MEMORY = { MALLOC_MMAP_MAX_: '0', MALLOC_TRIM_THRESHOLD_: '1000000000000' } as const;

/** Side of the square matrices that numpy multiplies. */
const NUMPY_SIZE = 3072;
export const NUMPY_OPERATIONS = 2 * NUMPY_SIZE ** 3;

/** Where processes are started from and with what. */
export interface Arena {
  readonly root: string;
  readonly threads: number;
  /** The folder of the peers' programs. */
  readonly programs: string;
  readonly python: PeerPython | null;
}

const CHILD = path.join(import.meta.dirname, 'child/main.ts');

function ours(arena: Arena, work: string, network: string, more: readonly string[] = []): Promise<Contestant> {
  const options = ['--work', work, '--network', network, '--threads', String(arena.threads), ...more];
  return Contestant.start(
    `ours (${work} ${network})`,
    { file: process.execPath, arguments: ['--import', 'tsx', CHILD, ...options] },
    arena.root,
  );
}

export function startOurs(arena: Arena, network: ComputeNetwork, pass: Pass): Promise<Contestant> {
  return ours(arena, pass, network.name);
}

/** Ours with ONNX Runtime's own account of its operators, which goes to a file whose name begins so. */
export function startProfiled(arena: Arena, network: ComputeNetwork, pass: Pass, prefix: string): Promise<Contestant> {
  return ours(arena, pass, network.name, ['--profile', prefix]);
}

/** The engine's own matrix product. */
export function startProduct(arena: Arena): Promise<Contestant> {
  return ours(arena, 'product', '');
}

/** A program of the peers. @throws Error where the arena has no Python. */
function startPeer({ python, programs, root, threads }: Arena, peer: PeerName, options: readonly string[]): Promise<Contestant> {
  if (python === null) throw new Error(`There is no Python to run ${peer}.`);
  const program = path.join(programs, `${peer}_peer.py`);
  return Contestant.start(
    peer,
    {
      file: python.file,
      // -B: no compiled files beside the programs
      arguments: ['-B', program, '--threads', String(threads), ...options],
      environment: { ...parentEnvironment(), ...KEEP_MEMORY },
    },
    root,
  );
}

export function startFramework(arena: Arena, peer: 'keras' | 'torch', network: ComputeNetwork, pass: Pass): Promise<Contestant> {
  const options = { network: network.name, pass, batch: String(BATCH), size: String(SIZE) };
  return startPeer(
    arena,
    peer,
    Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
  );
}

export function startNumpy(arena: Arena): Promise<Contestant> {
  return startPeer(arena, 'numpy', ['--size', String(NUMPY_SIZE)]);
}
