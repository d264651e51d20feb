import pg from 'pg';
import { backOff, pause } from './pause.ts';

const CONNECT_MS = 5_000;

export interface Listener {
  close(): Promise<void>;
}

/**
 * Listens to channels on a connection of its own, and connects again whenever it breaks. What is notified meanwhile is lost,
 * as NOTIFY is: `onConnected` is called after each (new) connection, to look at the tables instead.
 */
export function listen(
  url: string,
  channels: Readonly<Record<string, (payload: string) => void>>,
  onConnected: () => void,
): Listener {
  const closed = new AbortController();
  const finished = keepListening(url, channels, onConnected, closed.signal);
  return {
    close: async () => {
      closed.abort();
      await finished;
    },
  };
}

async function keepListening(
  url: string,
  channels: Readonly<Record<string, (payload: string) => void>>,
  onConnected: () => void,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    const client = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: CONNECT_MS });
    const ended = new AbortController();
    client.on('error', () => ended.abort());
    client.on('end', () => ended.abort());
    const stop = () => ended.abort();
    signal.addEventListener('abort', stop);
    client.on('notification', ({ channel, payload }) => channels[channel]?.(payload ?? ''));
    try {
      await client.connect();
      for (const channel of Object.keys(channels)) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      attempt = 1;
      onConnected();
      if (!signal.aborted) await aborted(ended.signal);
    } catch {
      // tried again below
    } finally {
      signal.removeEventListener('abort', stop);
    }
    await client.end().catch(() => undefined);
    await pause(backOff(attempt), signal);
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
