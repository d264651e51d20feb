import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ERROR_CODES } from '@sagittal/contracts';
import { generateClient } from '../build/build.ts';
import { tryProgram } from '../console/program.ts';
import { createSteps } from '../console/steps.ts';
import { root } from '../root.ts';
import { startTestPostgres } from '../testing/postgres-setup.ts';
import { lastLine, single, sum, type Tally } from '../testing/tally.ts';
import { errorPageProblems } from './error-pages.ts';
import { fileNameProblem } from './file-names.ts';
import { sourceFiles } from './files.ts';
import { lockProblems } from './lock.ts';
import { compilerOptions, loosened } from './strictness.ts';

// `npm run check`: every rule that a tool keeps. Each check gives what is wrong, in words; nothing is only warned of.

const steps = createSteps();

async function nx(...args: string[]): Promise<string[]> {
  const { code, output } = await tryProgram('nx', [...args, '--output-style=static']);
  return code === 0 ? [] : [output];
}

async function program(name: string, ...args: string[]): Promise<string[]> {
  const { code, output } = await tryProgram(name, args);
  return code === 0 ? [] : [output];
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8')) as T;
}

async function migrationsMakeTheSchema(): Promise<string[]> {
  // loaded only now: it needs the generated client
  const { applyMigrations } = await import('@sagittal/prisma');
  const postgres = await startTestPostgres();
  try {
    await applyMigrations(postgres.url, path.join(root, 'prisma/migrations'));
    const { code, output } = await tryProgram(
      'prisma',
      ['migrate', 'diff', '--from-config-datasource', '--to-schema', 'schema.prisma', '--exit-code'],
      { cwd: path.join(root, 'prisma'), environment: { DATABASE_URL: postgres.url } },
    );
    return code === 0 ? [] : [`The migrations do not make what schema.prisma says:\n${output}`];
  } finally {
    await postgres.stop();
  }
}

const checks: readonly (readonly [name: string, problems: () => Promise<string[]> | string[]])[] = [
  ['types', () => nx('run-many', '-t', 'typecheck')],
  ['rules and the arrow', () => nx('run-many', '-t', 'lint')],
  ['dead files, exports and dependencies', () => program('knip')],
  ['file names', () => sourceFiles().flatMap((file) => fileNameProblem(file) ?? [])],
  [
    'strictness of the compiler',
    () =>
      sourceFiles()
        .filter((file) => path.basename(file) === 'tsconfig.json')
        .flatMap((file) => loosened(compilerOptions(path.join(root, file))).map((option) => `${file} loosens ${option}.`)),
  ],
  ['a page for each error code', () => errorPageProblems(ERROR_CODES, readdirSync(path.join(root, 'docs/errors')))],
  ['GraphQL schema', () => nx('run', '@sagittal/api:check-schema')],
  ['migrations', migrationsMakeTheSchema],
  ['package-lock.json', () => lockProblems(read<{ packages: Parameters<typeof lockProblems>[0] }>('package-lock.json').packages)],
  ['formatting', () => program('prettier', '--check', '--log-level', 'warn', '.')],
];

await steps.step('Generated code', async () => {
  await generateClient();
});
const tallies: Tally[] = [];
for (const [name, find] of checks) {
  const problems: string[] = [];
  const tally = await steps
    .step(name, async () => {
      problems.push(...(await find()));
      if (problems.length > 0) throw new Error(name);
      return single(name, true);
    })
    .catch((error: unknown) => {
      if (problems.length === 0) problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return single(name, false);
    });
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  tallies.push(tally);
}
const total = sum(tallies);
for (const failure of total.failures) process.stdout.write(`✗ ${failure}\n`);
process.stdout.write(`${lastLine(total)}\n`);
process.exit(total.failed === 0 ? 0 : 1);
