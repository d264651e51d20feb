import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { root } from '../root.ts';

// Each rule of eslint.config.mjs refuses a snippet that breaks it, and lets pass one that does not. A snippet stands in for
// the content of a file that exists, because rules that need types ask the project that the file belongs to.

const eslint = new ESLint({ cwd: root });

async function rulesBroken(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  return [...new Set((result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message))];
}

const CONTRACTS = 'libs/contracts/src/errors.ts';
const DATA = 'libs/data/src/index.ts';
const MODELS = 'libs/models/src/index.ts';
const ENGINES = 'libs/engines/src/engine.ts';
const PRISMA = 'prisma/src/connect.ts';
const DASHBOARD = 'apps/dashboard/src/env.ts';
const PAGE = 'apps/dashboard/src/app/layout.tsx';

describe('the arrow', () => {
  test.each([
    ['contracts', CONTRACTS, '@sagittal/data'],
    ['data', DATA, '@sagittal/models'],
    ['models', MODELS, '@sagittal/engines'],
    ['engines', ENGINES, '@sagittal/data'],
    ['prisma', PRISMA, '@sagittal/contracts'],
    ['dashboard', DASHBOARD, '@sagittal/prisma'],
    ['dashboard', DASHBOARD, '@sagittal/data'],
  ])('%s (%s) may not import %s', async (_name, file, imported) => {
    expect(await rulesBroken(file, `import * as other from '${imported}';\nexport const held = other;\n`)).toContain(
      '@nx/enforce-module-boundaries',
    );
  });

  test.each([
    ['data', DATA, '@sagittal/contracts'],
    ['engines', ENGINES, '@sagittal/models'],
    ['dashboard', DASHBOARD, '@sagittal/contracts'],
  ])('%s (%s) may import %s', async (_name, file, imported) => {
    expect(await rulesBroken(file, `import * as other from '${imported}';\nexport const held = other;\n`)).toEqual([]);
  });

  test('no way round by a relative path', async () => {
    const code = `import { AppError } from '../../contracts/src/errors.ts';\nexport const held = AppError;\n`;
    expect(await rulesBroken(DATA, code)).toContain('@nx/enforce-module-boundaries');
  });
});

const RESTRICTED_IMPORTS = 'no-restricted-imports';
const RESTRICTED_SYNTAX = 'no-restricted-syntax';

test.each([
  [
    'onnxruntime-node outside libs/engines',
    DATA,
    `import ort from 'onnxruntime-node';\nexport const held = ort;\n`,
    RESTRICTED_IMPORTS,
  ],
  [
    '@tensorflow outside libs/engines',
    MODELS,
    `import * as tf from '@tensorflow/tfjs';\nexport const held = tf;\n`,
    RESTRICTED_IMPORTS,
  ],
  ['onnxruntime-node in prisma', PRISMA, `import ort from 'onnxruntime-node';\nexport const held = ort;\n`, RESTRICTED_IMPORTS],
  [
    'the insides of a library',
    DATA,
    `import { AppError } from '@sagittal/contracts/src/errors.ts';\nexport const held = AppError;\n`,
    RESTRICTED_IMPORTS,
  ],
  [
    'Prisma outside prisma/',
    DATA,
    `import { PrismaClient } from '@prisma/client';\nexport const held = PrismaClient;\n`,
    RESTRICTED_IMPORTS,
  ],
  [
    'Prisma in an engine',
    ENGINES,
    `import { PrismaClient } from '@prisma/client';\nexport const held = PrismaClient;\n`,
    RESTRICTED_IMPORTS,
  ],
  ['any', DATA, `export const held: any = 1;\n`, '@typescript-eslint/no-explicit-any'],
  ['a non-null assertion', DATA, `export const held = [1].at(0)!;\n`, '@typescript-eslint/no-non-null-assertion'],
  ['a default export', DATA, `export default 1;\n`, RESTRICTED_SYNTAX],
  ['a default export by another name', DATA, `const held = 1;\nexport { held as default };\n`, RESTRICTED_SYNTAX],
  ['process.env', DATA, `export const held = process.env['HOME'];\n`, RESTRICTED_SYNTAX],
  ["process['env']", DATA, `export const held = process['env']['HOME'];\n`, RESTRICTED_SYNTAX],
  ['globalThis.process.env', DATA, `export const held = globalThis.process.env['HOME'];\n`, RESTRICTED_SYNTAX],
  ['env taken out of process', DATA, `const { env } = process;\nexport const held = env;\n`, RESTRICTED_SYNTAX],
  ['env imported', DATA, `import { env } from 'node:process';\nexport const held = env;\n`, RESTRICTED_IMPORTS],
  ['process.env in a page', PAGE, `export const held = process.env['HOME'];\n`, RESTRICTED_SYNTAX],
  ['an unawaited promise', DATA, `async function work(): Promise<void> {}\nwork();\n`, '@typescript-eslint/no-floating-promises'],
  [
    'a promise as a condition',
    DATA,
    `async function work(): Promise<boolean> {\n  return true;\n}\nexport const held = (): number => {\n  if (work()) return 1;\n  return 0;\n};\n`,
    '@typescript-eslint/no-misused-promises',
  ],
  ['awaiting nothing', DATA, `export const held = async (): Promise<number> => await 1;\n`, '@typescript-eslint/await-thenable'],
  [
    'a switch that forgets a case',
    DATA,
    `export function held(kind: 'a' | 'b'): number {\n  switch (kind) {\n    case 'a':\n      return 1;\n  }\n  return 0;\n}\n`,
    '@typescript-eslint/switch-exhaustiveness-check',
  ],
  ['an import cycle', CONTRACTS, `import * as whole from './index.ts';\nexport const held = whole;\n`, 'import-x/no-cycle'],
  ['@ts-ignore', DATA, `// @ts-ignore\nexport const held: string = 1;\n`, '@typescript-eslint/ban-ts-comment'],
  [
    'a rule switched off',
    DATA,
    `// eslint-disable-next-line\nexport const held: any = 1;\n`,
    '@typescript-eslint/no-explicit-any',
  ],
])('refused: %s', async (_name, file, code, rule) => {
  expect(await rulesBroken(file, code)).toContain(rule);
});

test.each([
  ['a default export of a page', PAGE, `export default function Page() {\n  return null;\n}\n`],
  ['the environment in env.ts', DASHBOARD, `export const held = process.env['HOME'];\n`],
  ['onnxruntime-node in libs/engines', ENGINES, `import * as ort from 'onnxruntime-node';\nexport const held = ort;\n`],
])('allowed: %s', async (_name, file, code) => {
  expect(await rulesBroken(file, code)).toEqual([]);
});

test('refused: a feature that imports a feature', async () => {
  const code = `import * as other from '../home/index.ts';\nexport const held = other;\n`;
  const [file, imported] = twoFeatures();
  const relative = path.relative(path.dirname(file), imported);
  expect(await rulesBroken(file, code.replace('../home/index.ts', relative))).toContain('import-x/no-restricted-paths');
});

/** A file of one feature of the dashboard, and one of another. */
function twoFeatures(): [string, string] {
  const features = path.join(root, 'apps/dashboard/src/features');
  const files = readdirSync(features).flatMap((feature) => {
    const first = readdirSync(path.join(features, feature), { recursive: true, encoding: 'utf8' }).find((file) =>
      /\.tsx?$/.test(file),
    );
    return first === undefined ? [] : [path.join('apps/dashboard/src/features', feature, first)];
  });
  const [one, other] = files;
  if (one === undefined || other === undefined) throw new Error('There are not two features.');
  return [one, other];
}
