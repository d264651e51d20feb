import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from '../console/program.ts';
import { root } from '../root.ts';
import { BUNDLES } from './bundle.ts';
import { inputsHash } from './inputs.ts';

const stamp = path.join(root, 'node_modules/.cache/sagittal/build');
const outputs = [
  ...Object.values(BUNDLES).map(({ outfile }) => outfile),
  path.join(root, 'apps/dashboard/.next/BUILD_ID'),
  path.join(root, 'prisma/src/generated'),
];

/** Are the builds those of the sources as they are? Takes a tenth of a second, where asking Nx takes some seconds. */
function isBuilt(hash: string = inputsHash()): boolean {
  return outputs.every((output) => existsSync(output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

/**
 * Builds the database client, server, trainer and dashboard. What is up to date is left as it is.
 *
 * @throws Error with the tools' own words
 */
export async function buildAll(tell: (progress: string) => void): Promise<void> {
  const hash = inputsHash();
  if (isBuilt(hash)) {
    tell('up to date');
    return;
  }
  let done = 0;
  await runProgram(
    'nx',
    [
      'run-many',
      '-t',
      'bundle',
      'build',
      '-p',
      '@sagittal/tools',
      '@sagittal/api',
      '@sagittal/dashboard',
      '--output-style=stream',
    ],
    {
      onLine: (line) => {
        const task = /nx run (@sagittal\/[\w-]+:[\w-]+)/.exec(line)?.[1];
        if (task === undefined) return;
        done += 1;
        tell(`${task.replace('@sagittal/', '')} (${done})`);
      },
    },
  );
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  tell('done');
}

/** The database client alone, which every TypeScript of the checkout needs. */
export async function generateClient(): Promise<void> {
  await runProgram('nx', ['run', '@sagittal/prisma:generate']);
}
