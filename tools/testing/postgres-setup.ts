import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepareTemplate } from '@sagittal/prisma/testing';
import { setForChildren, setting } from '../env.ts';
import { reachableFolder } from '../postgres/reachable.ts';
import { startPostgres } from '../postgres/server.ts';

/** Durability costs time and a test database needs none. */
export const TEST_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** A server of its own in a folder that goes with it. */
export async function startTestPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  let folder = mkdtempSync(path.join(tmpdir(), 'sagittal-test-'));
  chmodSync(folder, 0o755);
  if (reachableFolder(folder) !== folder) {
    rmSync(folder, { recursive: true, force: true });
    folder = reachableFolder(folder);
  }
  const server = await startPostgres({ folder, settings: TEST_SETTINGS, temporary: true });
  return {
    url: server.url('postgres'),
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Vitest's global setup: the server that TEST_DATABASE_URL names, or one of its own for this run of the tests, with a
 * migrated template, of which each test takes a copy (createTestDatabase).
 */
export async function setup(): Promise<() => Promise<void>> {
  const given = setting('TEST_DATABASE_URL');
  const own = given === undefined ? await startTestPostgres() : undefined;
  const url = given ?? own?.url ?? '';
  setForChildren('SAGITTAL_TEST_TEMPLATE_URL', await prepareTemplate(url));
  return async () => {
    await own?.stop();
  };
}
