import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where a Python with the peers is looked for when none is named: below the checkout, then what the path offers. */
const VENV = '.sagittal/peers';

/** The peers and the module that each needs. */
const MODULES = { keras: 'keras, tensorflow', torch: 'torch, torchvision', numpy: 'numpy, threadpoolctl' } as const;
export type PeerName = keyof typeof MODULES;

export interface PeerPython {
  readonly file: string;
  /** The peers that this Python can run. */
  readonly peers: ReadonlySet<PeerName>;
}

/** Which peers a Python has, without loading them. */
async function peersOf(file: string): Promise<ReadonlySet<PeerName>> {
  const asked = Object.entries(MODULES)
    .map(([peer, modules]) => `${peer}=${modules.replaceAll(' ', '')}`)
    .join(';');
  const program =
    'import importlib.util as u,sys\n' +
    'for row in sys.argv[1].split(";"):\n' +
    ' peer,modules=row.split("=")\n' +
    ' if all(u.find_spec(m) for m in modules.split(",")): print(peer)';
  try {
    const { stdout } = await run(file, ['-c', program, asked]);
    const names = stdout.split('\n');
    return new Set((Object.keys(MODULES) as PeerName[]).filter((name) => names.includes(name)));
  } catch {
    return new Set();
  }
}

/** The Python that was named, else the first of the usual ones that has any of the peers; null where none has. */
export async function findPeerPython(named: string | undefined, root: string): Promise<PeerPython | null> {
  const venv = path.join(root, VENV, 'bin/python');
  const candidates = named === undefined ? [...(existsSync(venv) ? [venv] : []), 'python3'] : [named];
  for (const file of candidates) {
    const peers = await peersOf(file);
    if (peers.has('keras') || peers.has('torch')) return { file, peers };
  }
  return null;
}

/** What to type for a Python that has them all. */
export function howToMakePeers(programs: string): string {
  return [
    'No Python with TensorFlow or PyTorch was found, so ours is measured alone. To measure the peers beside it (3 GB):',
    `  python3 -m venv ${VENV} && ${VENV}/bin/pip install -r ${programs}/requirements.txt`,
    'or name another Python by --python or SAGITTAL_PEERS_PYTHON.',
  ].join('\n');
}
