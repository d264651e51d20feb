#!/usr/bin/env node
// Prisma's command line talks JSON-RPC to a native "schema engine", which it would download. This program answers in its
// place with the same engine compiled to WebAssembly (an npm package), over @prisma/adapter-pg: nothing is downloaded.
// prisma.config.ts names it in PRISMA_SCHEMA_ENGINE_BINARY. Three shortcomings of adapter-pg are made good here.
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import { PrismaPg } from '@prisma/adapter-pg';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import pg from 'pg';

/** PostgreSQL's type numbers of `"char"` (one byte, all over the system catalogue) and of text. */
const CHAR_OID = 18;
const TEXT_OID = 25;

/** The parts of a URL, as `pg` wants them. A `connectionString` would win over the `database` that a shadow database sets. */
function connectionParts(url, database = decodeURIComponent(url.pathname.slice(1))) {
  const ssl = url.searchParams.get('sslmode');
  return {
    host: decodeURIComponent(url.hostname),
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
    max: 1,
    ...(ssl === null || ssl === 'disable' ? {} : { ssl: { rejectUnauthorized: ssl === 'verify-full' } }),
  };
}

/** adapter-pg does not know `"char"`: such columns are read as text and declared as one character. */
function readingChars(connection) {
  const { performIO, queryRaw, startTransaction } = connection;
  const columnsOf = new WeakMap();
  connection.performIO = async (query) => {
    const answer = await performIO.call(connection, query);
    const columns = [];
    answer.fields.forEach((field, index) => {
      if (field.dataTypeID !== CHAR_OID) return;
      field.dataTypeID = TEXT_OID;
      columns.push(index);
    });
    columnsOf.set(query, columns);
    return answer;
  };
  connection.queryRaw = async (query) => {
    const rows = await queryRaw.call(connection, query);
    for (const index of columnsOf.get(query) ?? []) rows.columnTypes[index] = ColumnTypeEnum.Character;
    return rows;
  };
  if (startTransaction)
    connection.startTransaction = async (level) => readingChars(await startTransaction.call(connection, level));
  return connection;
}

class Adapter extends PrismaPg {
  #url;

  constructor(url) {
    super(connectionParts(url), { schema: url.searchParams.get('schema') ?? undefined });
    this.#url = url;
  }

  async connect() {
    return readingChars(await super.connect());
  }

  /** adapter-pg would drop the shadow database while its own pool is still connected to it. */
  async connectToShadowDb() {
    const main = await super.connect();
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    await main.executeScript(`CREATE DATABASE "${name}"`);
    const shadow = readingChars(await new PrismaPg(connectionParts(this.#url, name)).connect());
    const { dispose } = shadow;
    shadow.dispose = async () => {
      await dispose.call(shadow);
      await main.executeScript(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await main.dispose();
    };
    return shadow;
  }
}

async function loadEngine(url, datamodels) {
  const glue = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const module = await import(pathToFileURL(glue).href);
  const { instance } = await WebAssembly.instantiate(readFileSync(glue.replace(/\.js$/, '.wasm')), {
    './schema_engine_bg.js': module,
  });
  module.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const factory = bindMigrationAwareSqlAdapterFactory(new Adapter(url));
  const log = (line) => {
    if (process.env.DEBUG) process.stderr.write(`${line}\n`);
  };
  return { engine: await module.SchemaEngine.new({ datamodels }, log, factory), errors: factory.errorRegistry };
}

async function asAdmin(url, statement) {
  const client = new pg.Client(connectionParts(url, 'postgres'));
  await client.connect();
  try {
    await client.query(statement(pg.escapeIdentifier(decodeURIComponent(url.pathname.slice(1)))));
  } finally {
    await client.end();
  }
}

/** The form in which the command line expects the engine's last words. */
function fail(code, message) {
  const fields = { error_code: code, message, is_panic: false };
  process.stderr.write(`\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}\n`);
  process.exit(1);
}

async function runCommand(command, url) {
  if (command === 'can-connect-to-database') {
    const client = new pg.Client(connectionParts(url));
    try {
      await client.connect();
      await client.end();
      process.stdout.write('Connection successful\n');
    } catch (error) {
      fail(error.code === '3D000' ? 'P1003' : 'P1001', error.message);
    }
  } else if (command === 'create-database') {
    try {
      await asAdmin(url, (name) => `CREATE DATABASE ${name}`);
    } catch (error) {
      // it is there already, or another process made it at the same moment
      if (error.code !== '42P04' && error.code !== '23505') throw error;
    }
  } else if (command === 'drop-database') {
    await asAdmin(url, (name) => `DROP DATABASE IF EXISTS ${name}`);
  } else {
    fail('P0000', `The command ${command} is not served.`);
  }
}

function serve(url, datamodels) {
  const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  let loaded;
  let ownId = 1;
  const answer = async ({ id, method, params }) => {
    try {
      if (method === 'createDatabase') {
        await asAdmin(url, (name) => `CREATE DATABASE ${name}`);
        send({ id, result: { databaseName: decodeURIComponent(url.pathname.slice(1)) } });
        return;
      }
      loaded ??= loadEngine(url, datamodels.length > 0 ? datamodels : undefined);
      const { engine } = await loaded;
      let result = await engine[method === 'getDatabaseVersion' ? 'version' : method](params ?? null);
      if (method === 'diff' && result.stdout !== undefined && result.stdout !== null) {
        // the native engine prints a difference by a message of its own
        send({ id: ownId, method: 'print', params: { content: result.stdout } });
        ownId += 1;
        result = { exitCode: result.exitCode };
      }
      send({ id, result: result ?? {} });
    } catch (thrown) {
      const errors =
        loaded === undefined ? undefined : await loaded.then(({ errors: registry }) => registry).catch(() => undefined);
      const cause = errors?.lookupError?.(thrown)?.error ?? thrown;
      const data = {
        is_panic: false,
        message: String(cause?.message ?? cause),
        error_code: cause?.code ?? null,
        meta: cause?.meta ?? null,
      };
      send({ id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data } });
    }
  };
  // one at a time, in order
  let last = Promise.resolve();
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const message = JSON.parse(line);
    if (message.method) last = last.then(() => answer(message));
  });
  lines.on('close', () => void last.finally(() => process.exit(0)));
}

async function main(argv) {
  if (argv.includes('--version') || argv.includes('-V')) {
    process.stdout.write('schema-engine-cli wasm\n');
    return;
  }
  const after = (flag) => (argv.includes(flag) ? argv[argv.indexOf(flag) + 1] : undefined);
  const address =
    JSON.parse(after('--datasource') ?? '{}').url || process.env.DATABASE_URL || 'postgresql://unset@127.0.0.1:1/unset';
  const url = new URL(address);
  if (argv.includes('cli')) {
    await runCommand(after('cli'), url);
    return;
  }
  const files = argv.flatMap((flag, index) => (flag === '-d' || flag === '--datamodels' ? [argv[index + 1]] : []));
  serve(
    url,
    files.map((file) => [file, readFileSync(file, 'utf8')]),
  );
}

main(process.argv.slice(2)).catch((error) => fail('P0000', error.stack ?? String(error)));
