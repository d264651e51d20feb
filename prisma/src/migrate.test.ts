import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { connect } from './connect.ts';
import { applyMigrations } from './migrate.ts';
import { createEmptyDatabase, createTestDatabase, migrationsFolder, type TestDatabase } from './testing.ts';

const open: TestDatabase[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const database of open.splice(0)) await database.drop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function empty(): Promise<string> {
  const database = await createEmptyDatabase();
  open.push(database);
  return database.url;
}

function copyOfMigrations(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sagittal-migrations-'));
  folders.push(folder);
  cpSync(migrationsFolder, folder, { recursive: true });
  return folder;
}

function prisma(url: string, ...args: string[]): { status: number | null; output: string } {
  const program = path.join(path.dirname(createRequire(import.meta.url).resolve('prisma/package.json')), 'build/index.js');
  const run = spawnSync(process.execPath, [program, ...args], {
    cwd: path.join(import.meta.dirname, '..'),
    encoding: 'utf8',
    env: { PATH: path.dirname(process.execPath), HOME: tmpdir(), DATABASE_URL: url, NO_COLOR: '1' },
  });
  return { status: run.status, output: run.stdout + run.stderr };
}

async function tables(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  );
  await client.end();
  return rows.map((row) => row.name);
}

const names = readdirSync(migrationsFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

test('every migration is applied once, in order', async () => {
  const url = await empty();
  expect(await applyMigrations(url, migrationsFolder)).toEqual(names);
  expect(await applyMigrations(url, migrationsFolder)).toEqual([]);
  expect(await tables(url)).toContain('Run');
});

test('two at once do not disturb each other', async () => {
  const url = await empty();
  const done = await Promise.all([applyMigrations(url, migrationsFolder), applyMigrations(url, migrationsFolder)]);
  expect(done.flat()).toEqual(names);
});

test("Prisma's command line agrees that nothing is left to apply, and that the schema is what the migrations make", async () => {
  const url = await empty();
  await applyMigrations(url, migrationsFolder);
  const status = prisma(url, 'migrate', 'status');
  expect(status.output).toContain('Database schema is up to date');
  const difference = prisma(url, 'migrate', 'diff', '--from-config-datasource', '--to-schema', 'schema.prisma', '--exit-code');
  expect(difference.output).toContain('No difference detected');
  expect(difference.status).toBe(0);
});

test('a difference is found where there is one', async () => {
  const url = await empty();
  await applyMigrations(url, migrationsFolder);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('ALTER TABLE "Run" DROP COLUMN "notes"');
  await client.end();
  const difference = prisma(url, 'migrate', 'diff', '--from-config-datasource', '--to-schema', 'schema.prisma', '--exit-code');
  expect(difference.status).toBe(2);
  expect(difference.output).toContain('notes');
});

test('a migration that was edited after it was applied is refused', async () => {
  const url = await empty();
  const folder = copyOfMigrations();
  await applyMigrations(url, folder);
  writeFileSync(path.join(folder, names[0] ?? '', 'migration.sql'), '-- other');
  await expect(applyMigrations(url, folder)).rejects.toThrow(`Migration ${names[0] ?? ''} was edited after it was applied.`);
});

test('a migration that fails says so, and nothing is applied over it', async () => {
  const url = await empty();
  const folder = copyOfMigrations();
  mkdirSync(path.join(folder, '99990101000000_broken'));
  writeFileSync(
    path.join(folder, '99990101000000_broken', 'migration.sql'),
    'CREATE TABLE "Half" (id INT); SELECT * FROM nowhere;',
  );
  await expect(applyMigrations(url, folder)).rejects.toThrow(
    'Migration 99990101000000_broken failed: relation "nowhere" does not exist',
  );
  expect(await tables(url)).not.toContain('Half');
  await expect(applyMigrations(url, folder)).rejects.toThrow('failed earlier');
});

test('a copy of the template takes rows of its own', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  open.push(one, two);
  const [first, second] = [connect(one.url), connect(two.url)];
  await first.prisma.project.create({ data: { id: 'prj_1', name: 'default' } });
  expect(await first.prisma.project.count()).toBe(1);
  expect(await second.prisma.project.count()).toBe(0);
  await Promise.all([first.close(), second.close()]);
});
