import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from '../console/program.ts';
import { root } from '../root.ts';
import { pythonWith } from './python.ts';
import type { Generator } from './table.ts';

/**
 * Runs one generator.
 * @param into an empty folder that stands for the checkout
 * @returns the files that it wrote, by their paths in the checkout
 * @throws Error with its words
 */
export async function generate({ script, requirements }: Generator, python: string, into: string): Promise<string[]> {
  const interpreter = await pythonWith(python, requirements);
  await runProgram(interpreter, [path.join(root, 'tools/golden', script)], {
    environment: { GOLDEN_ROOT: into, PYTHONDONTWRITEBYTECODE: '1' },
  });
  return readdirSync(into, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
}
