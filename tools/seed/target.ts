import type { Steps } from '../console/steps.ts';
import { setting } from '../env.ts';
import { buildAll } from '../build/build.ts';
import { ownerOf } from '../launcher/lock.ts';
import { readSettings } from '../launcher/settings.ts';

export interface Target {
  readonly url: string;
  /** Null where the server is one of those that only SAGITTAL_URL names. */
  readonly databaseUrl: string | null;
  /** A folder for files that the seed writes. */
  readonly home: string;
  stop(): Promise<void>;
}

/** The server that SAGITTAL_URL names, the one that runs on this home folder, or one that is started for the seed alone. */
export async function seedTarget(steps: Steps): Promise<Target> {
  const settings = readSettings();
  const stop = (): Promise<void> => Promise.resolve();
  const named = setting('SAGITTAL_URL');
  if (named !== undefined) return { url: named, databaseUrl: settings.databaseUrl ?? null, home: settings.home, stop };
  const running = ownerOf(settings.home);
  if (running !== null && running.url !== null)
    return { url: running.url, databaseUrl: running.databaseUrl, home: settings.home, stop };
  await steps.step('Build', buildAll);
  // loaded only now: it needs the database client, which the build makes
  const { startStack } = await import('../launcher/stack.ts');
  const stack = await startStack({ ...settings, port: null, steps });
  return { url: stack.url, databaseUrl: stack.databaseUrl, home: settings.home, stop: stack.stop };
}
