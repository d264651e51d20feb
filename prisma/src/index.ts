export { connect, type Database } from './connect.ts';
export { applyMigrations } from './migrate.ts';
export * from './generated/client/client.ts';
export type { default as PrismaTypes } from './generated/pothos.ts';
export { getDatamodel } from './generated/pothos.ts';
