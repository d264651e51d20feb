import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterEach, describe, expect, test } from 'vitest';
import { tryProgram } from '../console/program.ts';
import { root } from '../root.ts';
import { errorPageProblems } from './error-pages.ts';
import { fileNameProblem } from './file-names.ts';
import { lockProblems } from './lock.ts';
import { compilerOptions, loosened } from './strictness.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function temporary(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sagittal-check-'));
  folders.push(folder);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  }
  return folder;
}

describe('file names', () => {
  test.each([
    'libs/data/src/utils.ts',
    'libs/data/src/helpers/x.ts',
    'a/misc.test.ts',
    'a/common.tsx',
    'a/Utils.ts',
    'a/File.ts',
    'a/two_words.ts',
    'a/x.spec.ts',
    'a/MyFolder/x.ts',
  ])('refused: %s', (file) => {
    expect(fileNameProblem(file)).not.toBeNull();
  });

  test.each([
    'libs/data/src/content-store.ts',
    'apps/dashboard/src/app/runs/[id]/page.tsx',
    'apps/dashboard/src/app/(list)/page.tsx',
    'a/x.test.ts',
    'README.md',
    'a/vitest.config.ts',
    'a/mobilenet-v2.ts',
    'a/next-env.d.ts',
  ])('allowed: %s', (file) => {
    expect(fileNameProblem(file)).toBeNull();
  });
});

test('a code without a page, and a page without a code', () => {
  expect(errorPageProblems(['A', 'B'], ['README.md', 'A.md', 'C.md'])).toEqual([
    'docs/errors/B.md is missing.',
    'docs/errors/C.md is of no error code.',
  ]);
  expect(errorPageProblems(['A'], ['README.md', 'A.md'])).toEqual([]);
});

test('a lock that lacks the packages of a platform', () => {
  const whole = {
    '': {},
    'node_modules/sharp': { version: '1', optionalDependencies: { '@img/linux': '1' } },
    'node_modules/@img/linux': { version: '1' },
  };
  expect(lockProblems(whole)).toEqual([]);
  const half = Object.fromEntries(Object.entries(whole).filter(([where]) => where !== 'node_modules/@img/linux'));
  expect(lockProblems(half)).toEqual(['node_modules/sharp wants @img/linux, which the lock does not hold.']);
  expect(lockProblems({ 'node_modules/a': {} })).toEqual(['node_modules/a has no version.']);
});

describe('the compiler', () => {
  test('an option that a project loosens is found', () => {
    const folder = temporary({
      'tsconfig.json': JSON.stringify({
        extends: path.join(root, 'tsconfig.base.json'),
        compilerOptions: { noUncheckedIndexedAccess: false },
        files: [],
      }),
    });
    expect(loosened(compilerOptions(path.join(folder, 'tsconfig.json')))).toEqual(['noUncheckedIndexedAccess']);
  });

  /** Codes of what the compiler finds in a snippet under the options of every project here. */
  function found(snippet: string, other = ''): number[] {
    const folder = temporary({
      'snippet.ts': snippet,
      'other.ts': other === '' ? 'export {};\n' : other,
      'tsconfig.json': JSON.stringify({ extends: path.join(root, 'tsconfig.base.json') }),
    });
    const options = compilerOptions(path.join(folder, 'tsconfig.json'));
    const program = ts.createProgram([path.join(folder, 'snippet.ts')], options);
    return ts.getPreEmitDiagnostics(program).map(({ code }) => code);
  }

  test.each([
    ['noUncheckedIndexedAccess', `export const held: number = [1][0];\n`, '', 2322],
    ['exactOptionalPropertyTypes', `export const held: { a?: number } = { a: undefined };\n`, '', 2375],
    [
      'verbatimModuleSyntax',
      `import { Kind } from './other.ts';\nexport const held: Kind = 1;\n`,
      'export type Kind = number;\n',
      1484,
    ],
    ['erasableSyntaxOnly', `export enum Kind {\n  A,\n}\n`, '', 1294],
    ['strict', `export const held = (value): number => value;\n`, '', 7006],
    ['noUnusedLocals', `const held = 1;\nexport {};\n`, '', 6133],
  ])('%s refuses', (_name, snippet, other, code) => {
    expect(found(snippet, other)).toContain(code);
  });

  test('and lets pass what is right', () => {
    expect(
      found(`import type { Kind } from './other.ts';\nexport const held: Kind = [1][0] ?? 2;\n`, 'export type Kind = number;\n'),
    ).toEqual([]);
  });
});

test('knip, under the rules of this workspace, finds a dead file, export and dependency', async () => {
  const { rules } = JSON.parse(readFileSync(path.join(root, 'knip.json'), 'utf8')) as { rules: unknown };
  const folder = temporary({
    'package.json': JSON.stringify({ name: 'probe', type: 'module', dependencies: { pg: '*' } }),
    'tsconfig.json': JSON.stringify({ extends: path.join(root, 'tsconfig.base.json') }),
    'knip.json': JSON.stringify({ rules, entry: ['main.ts'], project: ['*.ts'] }),
    'main.ts': `import { used } from './used.ts';\nused();\n`,
    'used.ts': `export const used = (): number => 1;\nexport const unused = 2;\n`,
    'dead.ts': `export const dead = 1;\n`,
  });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  const { code, output } = await tryProgram('knip', [], { cwd: folder });
  expect(code).toBe(1);
  expect(output).toMatch(/Unused files \(1\)\s+dead\.ts/);
  expect(output).toMatch(/Unused dependencies \(1\)\s+pg/);
  expect(output).toMatch(/Unused exports \(1\)\s+unused/);
});
