import nx from '@nx/eslint-plugin';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import tseslint from 'typescript-eslint';

// Every rule here is proved by tools/check/rules.test.ts: a snippet that breaks it is refused.

/** Who may import whom: docs/adr/0001-the-arrow.md. A project may always import itself. */
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
  cli: ['contracts', 'data', 'models'],
  tools: ['contracts', 'data', 'models', 'engines', 'training', 'prisma', 'api', 'trainer', 'dashboard', 'cli', 'tools'],
};

const environmentMessage = 'The environment is read in env.ts alone.';
const noEnvironment = [
  "MemberExpression[object.name='process'][property.name='env']",
  "MemberExpression[object.name='process'][property.value='env']",
  "MemberExpression[object.property.name='process'][property.name='env']",
  "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env']",
].map((selector) => ({ selector, message: environmentMessage }));

const noDefaultExport = ['ExportDefaultDeclaration', "ExportSpecifier[exported.name='default']"].map((selector) => ({
  selector,
  message: 'Use a named export.',
}));

const imports = {
  insides: {
    group: ['@sagittal/*/*', '!@sagittal/models/node', '!@sagittal/models/testing', '!@sagittal/prisma/testing'],
    message: 'Import a library by its entry, not by its insides.',
  },
  compute: { group: ['@tensorflow/*', 'onnxruntime-*'], message: 'Native compute lives in libs/engines alone.' },
  database: { group: ['@prisma/*', '**/generated/*'], message: 'The database client comes from @sagittal/prisma.' },
};

const restrictImports = (...patterns) => [
  'error',
  { patterns, paths: ['node:process', 'process'].map((name) => ({ name, importNames: ['env'], message: environmentMessage })) },
];

/** Features of the dashboard do not know each other: what two of them need lies in components/ or lib/. */
const features = path.join(import.meta.dirname, 'apps/dashboard/src/features');
const featureZones = (existsSync(features) ? readdirSync(features) : []).map((name) => ({
  target: `./apps/dashboard/src/features/${name}`,
  from: './apps/dashboard/src/features',
  except: [`./${name}`],
  message: 'A feature never imports a feature.',
}));

export default tseslint.config(
  {
    ignores: [
      '**/node_modules',
      '**/dist',
      '**/.next',
      '**/.nx',
      '**/generated',
      '**/gql',
      '**/next-env.d.ts',
      '**/.sagittal',
      '**/test-output',
    ],
  },
  // a rule that can be switched off in a comment is a wish
  { linterOptions: { noInlineConfig: true } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommended],
    plugins: { '@nx': nx, 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: {
      // without these two, imported TypeScript is not read, and no cycle is ever found
      'import-x/extensions': ['.ts', '.tsx'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver-next': [
        createTypeScriptImportResolver({ project: path.join(import.meta.dirname, 'tsconfig.base.json') }),
      ],
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'import-x/no-cycle': 'error',
      'no-restricted-syntax': ['error', ...noEnvironment, ...noDefaultExport],
      'no-restricted-imports': restrictImports(imports.insides, imports.compute, imports.database),
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          // a tool may load late what needs the database client, which a build makes first
          checkDynamicDependenciesExceptions: ['.*'],
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
    files: ['apps/dashboard/src/features/**/*.ts', 'apps/dashboard/src/features/**/*.tsx'],
    rules: { 'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: featureZones }] },
  },
  {
    // where a default export is what the tool wants
    files: ['**/*.config.ts', 'apps/dashboard/src/app/**/*.tsx', 'apps/dashboard/src/app/**/*.ts', 'apps/dashboard/src/proxy.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noEnvironment] },
  },
  {
    // where the environment is read
    files: ['**/env.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noDefaultExport] },
  },
  {
    // read by tools that run before any code of ours
    files: ['**/*.config.ts', 'vitest.shared.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['libs/engines/src/**/*.ts'],
    rules: { 'no-restricted-imports': restrictImports(imports.insides, imports.database) },
  },
  {
    files: ['prisma/**/*.ts'],
    rules: { 'no-restricted-imports': restrictImports(imports.insides, imports.compute) },
  },
);
