import { CHANNELS } from '@sagittal/contracts';
import type { Database } from '@sagittal/prisma';

/** Wakes up when something changed. Signals that come while nobody waits are kept as one. */
export interface Watch {
  /** The ids that changed since the last wait; `all` where some may have been missed; null when the watch was closed. */
  wait(): Promise<Signal | null>;
  /** Wakes this watch in a second, as if something may have been missed: what failed now may go then. */
  retry(): void;
  close(): void;
}

export interface Signal {
  readonly ids: ReadonlySet<string>;
  readonly all: boolean;
}

export interface Notifications {
  watch(channel: 'run' | 'job', id?: string): Watch;
  close(): Promise<void>;
}

function connectTo(database: Pick<Database, 'pool'>) {
  return database.pool.connect();
}

type Client = Awaited<ReturnType<typeof connectTo>>;

const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
const RETRY_MS = 1_000;

interface Watcher {
  readonly channel: string;
  readonly id: string | undefined;
  readonly signal: (id: string | undefined) => void;
  readonly close: () => void;
}

/**
 * One connection that listens for every subscription of the server. When PostgreSQL goes away it is connected again, with
 * growing pauses, and then every watch is woken, because what was notified meanwhile is lost.
 */
export function createNotifications(database: Pick<Database, 'pool'>, onError: (error: unknown) => void): Notifications {
  const watchers = new Set<Watcher>();
  let closed = false;
  let current: Client | undefined;
  let pause = SHORTEST_PAUSE_MS;
  let timer: NodeJS.Timeout | undefined;

  const lost = (client: Client | undefined, error: unknown): void => {
    if (client !== undefined && client !== current) return;
    current = undefined;
    if (client) client.release(true);
    if (closed) return;
    onError(error);
    timer = setTimeout(() => void listen(), pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  };

  const listen = async (): Promise<void> => {
    let client: Client | undefined;
    try {
      client = await connectTo(database);
      if (closed) {
        client.release();
        return;
      }
      const connected = client;
      current = connected;
      connected.on('error', (error) => lost(connected, error));
      connected.on('end', () => lost(connected, new Error('The listening connection ended.')));
      connected.on('notification', ({ channel, payload }) => {
        for (const watcher of watchers)
          if (watcher.channel === channel && (watcher.id === undefined || watcher.id === payload)) watcher.signal(payload);
      });
      for (const channel of [CHANNELS.run, CHANNELS.job]) await connected.query(`LISTEN ${channel}`);
      pause = SHORTEST_PAUSE_MS;
      for (const watcher of watchers) watcher.signal(undefined);
    } catch (error) {
      lost(client, error);
    }
  };
  void listen();

  return {
    watch: (channel, id) => {
      let ids = new Set<string>();
      let missed = false;
      let ended = false;
      let wake: (() => void) | undefined;
      const watcher: Watcher = {
        channel: CHANNELS[channel],
        id,
        signal: (changed) => {
          if (changed === undefined) missed = true;
          else ids.add(changed);
          wake?.();
        },
        close: () => {
          ended = true;
          watchers.delete(watcher);
          wake?.();
        },
      };
      watchers.add(watcher);
      return {
        close: watcher.close,
        retry: () => {
          setTimeout(() => watcher.signal(undefined), RETRY_MS).unref();
        },
        wait: async () => {
          while (!ended && !missed && ids.size === 0) {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
            wake = undefined;
          }
          if (ended) return null;
          const signal = { ids, all: missed };
          ids = new Set();
          missed = false;
          return signal;
        },
      };
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      for (const watcher of [...watchers]) watcher.close();
      current?.removeAllListeners('end');
      current?.release(true);
      current = undefined;
      return Promise.resolve();
    },
  };
}
