import { open, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** How often the holder shows that it lives. */
const BEAT_MS = 2_000;

/** Silence after which a lock belongs to nobody: its process was killed. */
const STALE_MS = 20_000;

export interface FileLock {
  release(): Promise<void>;
}

/** Takes the lock that a file stands for, or null where another process holds it. */
export async function tryLock(file: string): Promise<FileLock | null> {
  const entry = await stat(file).catch(() => null);
  if (entry !== null && Date.now() - entry.mtimeMs > STALE_MS) await rm(file, { force: true });
  try {
    await (await open(file, 'wx')).close();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null;
    throw error;
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {
      // the folder is gone: whoever writes next will say so
    });
  }, BEAT_MS);
  beat.unref();
  return {
    release: async () => {
      clearInterval(beat);
      await rm(file, { force: true });
    },
  };
}

/** A short wait for the holder of a lock. @throws AbortError */
export async function waitForLock(signal: AbortSignal | undefined): Promise<void> {
  await sleep(BEAT_MS / 4, undefined, signal === undefined ? {} : { signal });
}
