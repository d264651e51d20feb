import { createRequire } from 'node:module';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * One vitest configuration for every project: tests stand beside the code as `.test.ts`.
 * `graphql` is pinned to one file, because two copies of it refuse each other's schemas.
 */
export function projectTests(folder: string, options: { database?: boolean } = {}) {
  const graphql = { find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') };
  return defineConfig({
    root: folder,
    resolve: { alias: [graphql] },
    test: {
      include: ['**/*.test.ts'],
      exclude: ['**/node_modules/**', '**/dist/**', '**/.next/**'],
      environment: 'node',
      passWithNoTests: true,
      testTimeout: 60_000,
      hookTimeout: 120_000,
      ...(options.database ? { globalSetup: [path.join(import.meta.dirname, 'tools/testing/postgres-setup.ts')] } : {}),
      ...(process.env['SAGITTAL_TEST_REPORT']
        ? {
            reporters: ['default', 'json'],
            outputFile: { json: path.join(process.env['SAGITTAL_TEST_REPORT'], `${path.basename(folder)}.json`) },
          }
        : {}),
    },
  });
}
