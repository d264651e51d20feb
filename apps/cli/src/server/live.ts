import type { TypedDocument } from '../documents/index.ts';
import { createClient as createSocketClient } from 'graphql-ws';
import WebSocket from 'ws';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;

export interface Subscription {
  /** True between the first event of a connection and its end. */
  connected(): boolean;
  close(): void;
}

/**
 * Subscribes over a WebSocket (graphql-transport-ws) and subscribes again, later and later, whenever the connection ends.
 * The variables are asked for each time, so that a reconnect goes on after the last event it saw.
 */
export function subscribeLive<Result, Variables extends Record<string, unknown>>(
  url: string,
  document: TypedDocument<Result, Variables>,
  variables: () => Variables,
  onEvent: (event: Result) => void,
): Subscription {
  const socket = createSocketClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: true,
  });
  let closed = false;
  let connected = false;
  let wait = FIRST_RETRY_MS;
  let timer: NodeJS.Timeout | undefined;
  let unsubscribe = (): void => undefined;

  const again = (): void => {
    connected = false;
    if (closed) return;
    timer = setTimeout(subscribe, wait);
    wait = Math.min(wait * 2, LAST_RETRY_MS);
  };
  function subscribe(): void {
    unsubscribe = socket.subscribe<Result>(
      { query: document.text, variables: variables() },
      {
        next: (answer) => {
          if (closed || answer.data == null) return;
          connected = true;
          wait = FIRST_RETRY_MS;
          onEvent(answer.data);
        },
        error: again,
        complete: again,
      },
    );
  }
  subscribe();
  return {
    connected: () => connected,
    close: () => {
      closed = true;
      clearTimeout(timer);
      unsubscribe();
      // it rejects where the connection never came about, which no longer matters
      void Promise.resolve(socket.dispose()).catch(() => undefined);
    },
  };
}
