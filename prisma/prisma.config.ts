import path from 'node:path';
import { defineConfig } from 'prisma/config';

// The command line would fetch a native schema engine before any command; the same engine as WebAssembly comes from npm.
process.env['CHECKPOINT_DISABLE'] ??= '1';
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= path.resolve(import.meta.dirname, 'tools/schema-engine.mjs');

export default defineConfig({
  schema: 'schema.prisma',
  migrations: { path: 'migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
});
