import { type Client, createClient } from 'graphql-ws';
import type { TypedDocumentString } from '../../gql/graphql.ts';

/** Whether live updates flow: `since` is when the connection was lost, in milliseconds. */
export interface LiveState {
  readonly lost: boolean;
  readonly since: number | null;
}

const CONNECTED: LiveState = { lost: false, since: null };
const listeners = new Set<() => void>();
const reconnected = new Set<() => void>();
let state: LiveState = CONNECTED;
let client: Client | undefined;

function setState(next: LiveState): void {
  state = next;
  for (const listener of listeners) listener();
}

/** One WebSocket for all subscriptions of the page, opened by the first of them and retried for ever. */
function liveClient(): Client {
  client ??= createClient({
    url: `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/graphql`,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: async (retries) => {
      await new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** retries, 5_000)));
    },
    keepAlive: 10_000,
    on: {
      connected: (_socket, _payload, wasRetry) => {
        const wasLost = state.lost;
        setState(CONNECTED);
        if (wasRetry || wasLost) for (const listener of reconnected) listener();
      },
      closed: (event) => {
        const { code } = event as CloseEvent;
        // 1000: nobody listens any more, so the socket was let go
        if (code !== 1000 && !state.lost) setState({ lost: true, since: Date.now() });
      },
    },
  });
  return client;
}

/**
 * Subscribes until the returned function is called. Variables are read again at every reconnect, so that a getter among
 * them (`get afterSeq()`) resumes where the page stands.
 */
export function subscribe<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables & Record<string, unknown>,
  onData: (data: Result) => void,
): () => void {
  return liveClient().subscribe<Result>(
    { query: document.toString(), variables },
    {
      next: ({ data }) => {
        if (data) onData(data);
      },
      error: () => undefined,
      complete: () => undefined,
    },
  );
}

/** For useSyncExternalStore. */
export const liveState = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  get: (): LiveState => state,
  getOnServer: (): LiveState => CONNECTED,
};

/** Calls back after every reconnect: what was missed meanwhile must be asked again. */
export function onReconnected(listener: () => void): () => void {
  reconnected.add(listener);
  return () => reconnected.delete(listener);
}
