import { createHash, type Hash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.ts';

/** Made by tools, or not part of what runs. */
const LEFT_OUT = new Set([
  'node_modules',
  'dist',
  '.next',
  '.nx',
  'generated',
  'gql',
  'journeys',
  'next-env.d.ts',
  'test-output',
]);

const SOURCES = ['apps', 'libs', 'prisma', 'tools/launcher', 'tools/build', 'package-lock.json', 'nx.json', 'tsconfig.base.json'];

function add(hash: Hash, at: string): void {
  for (const entry of readdirSync(at, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (LEFT_OUT.has(entry.name) || /\.test\.tsx?$|\.tsbuildinfo$/.test(entry.name)) continue;
    const full = path.join(at, entry.name);
    if (entry.isDirectory()) add(hash, full);
    else if (entry.isFile()) hash.update(path.relative(root, full)).update('\0').update(readFileSync(full)).update('\0');
  }
}

/** One value for all that the build reads; equal values mean that nothing needs to be built again. */
export function inputsHash(): string {
  const hash = createHash('sha256').update(process.version);
  for (const source of SOURCES) {
    const full = path.join(root, source);
    if (!existsSync(full)) continue;
    if (path.extname(source) === '') add(hash, full);
    else hash.update(source).update(readFileSync(full));
  }
  return hash.digest('hex');
}
