import nx from '@nx/eslint-plugin';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import path from 'node:path';
import tseslint from 'typescript-eslint';

/** Who may import whom: docs/adr/0001. A project may always import itself. */
const arrow = {
  contracts: [],
  data: ['contracts'],
  models: ['contracts'],
  engines: ['contracts', 'models'],
  training: ['contracts', 'data', 'models', 'engines'],
  prisma: [],
  api: ['contracts', 'data', 'models', 'prisma'],
  trainer: ['contracts', 'data', 'models', 'engines', 'training', 'prisma'],
  dashboard: ['contracts', 'models'],
  cli: ['contracts', 'data'],
  tools: ['contracts', 'data', 'models', 'engines', 'training', 'prisma', 'api', 'trainer', 'dashboard', 'cli', 'tools'],
};

const noEnv = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'The environment is read in env.ts alone.',
};
const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' };

export default tseslint.config(
  {
    ignores: ['**/node_modules', '**/dist', '**/.next', '**/.nx', '**/generated', '**/gql', '**/next-env.d.ts', '**/.sagittal', '**/test-output'],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommended],
    plugins: { '@nx': nx, 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: path.join(import.meta.dirname, 'tsconfig.base.json') })],
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'import-x/no-cycle': 'error',
      'no-restricted-syntax': ['error', noEnv, noDefaultExport],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['@sagittal/*/*', '!@sagittal/models/node', '!@sagittal/prisma/testing'], message: 'Import a library by its entry, not by its insides.' },
            { group: ['@tensorflow/*', 'onnxruntime-*', 'onnxruntime-node'], message: 'Native compute lives in libs/engines alone.' },
            { group: ['@prisma/*', '**/generated/*'], message: 'The database client comes from @sagittal/prisma.' },
          ],
        },
      ],
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: ['^.*/vitest\\.shared\\.ts$'],
          depConstraints: Object.entries(arrow).map(([scope, may]) => ({
            sourceTag: `scope:${scope}`,
            onlyDependOnLibsWithTags: [scope, ...may].map((name) => `scope:${name}`),
          })),
        },
      ],
    },
  },
  {
    // where a default export is what the tool wants, and where the environment is read
    files: ['**/vitest.config.ts', '**/vitest.shared.ts', '**/*.config.ts', 'apps/dashboard/src/app/**/*.tsx', 'apps/dashboard/src/app/**/*.ts', 'apps/dashboard/src/proxy.ts'],
    rules: { 'no-restricted-syntax': ['error', noEnv] },
  },
  {
    files: ['**/env.ts', '**/*.config.ts', 'vitest.shared.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['libs/engines/src/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: ['@sagittal/*/*', '!@sagittal/models/node'], message: 'Import a library by its entry.' }] }],
    },
  },
  {
    files: ['prisma/**/*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
);
