import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { testTemplateUrl } from './env.ts';
import { applyMigrations } from './migrate.ts';

/** The folder of the migrations, in this package. */
export const migrationsFolder = path.join(import.meta.dirname, '../migrations');

function withDatabase(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}

async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function migrationsHash(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(migrationsFolder).sort()) {
    const file = path.join(migrationsFolder, name, 'migration.sql');
    if (existsSync(file)) hash.update(name).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}

/** Serialises the makers of the template: several projects may test at once on one server. */
const TEMPLATE_LOCK = 5_318_008;

/**
 * Makes the migrated template database where the server has none for these migrations.
 *
 * @param url a database of the server, of a user who may make databases
 * @returns the template's URL; it takes no connection, only copies are made of it
 */
export function prepareTemplate(url: string): Promise<string> {
  const name = `sagittal_template_${migrationsHash()}`;
  return asAdmin(url, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rows } = await client.query<{ datistemplate: boolean }>('SELECT datistemplate FROM pg_database WHERE datname = $1', [
      name,
    ]);
    if (rows[0]?.datistemplate !== true) {
      // one without the mark was left half made
      await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)}`);
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
      await applyMigrations(withDatabase(url, name), migrationsFolder);
      await client.query(`ALTER DATABASE ${pg.escapeIdentifier(name)} WITH ALLOW_CONNECTIONS false IS_TEMPLATE true`);
    }
    return withDatabase(url, name);
  });
}

export interface TestDatabase {
  readonly url: string;
  /** Ends what is still connected and removes it. */
  drop(): Promise<void>;
}

async function create(template: string | null): Promise<TestDatabase> {
  const templateUrl = testTemplateUrl();
  const admin = withDatabase(templateUrl, 'postgres');
  const name = `sagittal_test_${randomBytes(8).toString('hex')}`;
  const from = template === null ? '' : ` TEMPLATE ${pg.escapeIdentifier(template)}`;
  await asAdmin(admin, (client) => client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}${from}`));
  return {
    url: withDatabase(templateUrl, name),
    drop: async () => {
      await asAdmin(admin, (client) => client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`));
    },
  };
}

/** A database of its own for a test, with every migration applied and no row in it. Takes some tens of milliseconds. */
export function createTestDatabase(): Promise<TestDatabase> {
  return create(new URL(testTemplateUrl()).pathname.slice(1));
}

/** As createTestDatabase, with no migration applied: for tests of the migrations themselves. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return create(null);
}
