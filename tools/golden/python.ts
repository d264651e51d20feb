import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from '../console/program.ts';
import { setting } from '../env.ts';
import { root } from '../root.ts';
import type { Generator } from './table.ts';

/** The python3 of this machine; null where there is none. */
export function findPython(): string | null {
  const folders = (setting('PATH') ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const names = process.platform === 'win32' ? ['python3.exe', 'python.exe'] : ['python3'];
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find((file) => existsSync(file)) ?? null;
}

/**
 * A Python that has the packages of a requirements file, in a virtual environment under .venv that is made on first use.
 * That takes two gigabytes by pip, with PyTorch, whose packages bring CUDA along, seven.
 * @throws Error with pip's words
 */
export async function pythonWith(python: string, requirements: Generator['requirements']): Promise<string> {
  const file = path.join(root, 'tools/golden', requirements);
  const key = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
  const home = path.join(root, '.venv', `golden-${path.parse(requirements).name}-${key}`);
  const inside = process.platform === 'win32' ? path.join(home, 'Scripts/python.exe') : path.join(home, 'bin/python');
  const ready = path.join(home, 'ready');
  if (!existsSync(ready)) {
    rmSync(home, { recursive: true, force: true });
    await runProgram(python, ['-m', 'venv', home]);
    await runProgram(inside, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', file]);
    writeFileSync(ready, '');
  }
  return inside;
}
