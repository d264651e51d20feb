import { readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.ts';

const LEFT_OUT = new Set([
  'node_modules',
  'dist',
  '.next',
  '.nx',
  '.git',
  '.sagittal',
  'generated',
  'gql',
  'test-output',
  'shared',
]);

/** Every file of the checkout that is written by hand, relative to its root, with forward slashes. */
export function sourceFiles(folder: string = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (LEFT_OUT.has(entry.name)) return [];
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(full);
    return entry.isFile() ? [path.relative(root, full).split(path.sep).join('/')] : [];
  });
}
