import { allowedFolder, ContentStore, importFolder } from '@sagittal/data';
import type { Channel } from './channel.ts';
import type { ToChild } from './messages.ts';

/** Progress is told at most this often. */
const TELL_MS = 500;

export async function runImport(channel: Channel, { root, home, roots }: Extract<ToChild, { type: 'import' }>): Promise<void> {
  let told = 0;
  let telling: Promise<void> = Promise.resolve();
  const result = await importFolder({
    // looked at again: since it was asked for, a link may have come into its way
    root: await allowedFolder(root, roots),
    store: new ContentStore(home),
    signal: channel.signal,
    roots,
    onProgress: ({ done, total }) => {
      const now = performance.now();
      if (done < total && now - told < TELL_MS) return;
      told = now;
      telling = telling.then(() => channel.send({ type: 'import-progress', done, total }));
    },
  });
  await telling;
  await channel.send({ type: 'imported', result });
}
