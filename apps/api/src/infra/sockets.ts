import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { execute, type GraphQLSchema, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { App } from '../context.ts';
import { createContext } from '../context.ts';
import { formatError } from '../format-error.ts';
import { refusal } from './host-guard.ts';
import { LARGEST_REQUEST, MOST_TOKENS } from './limits.ts';
import { formatted, subscribeAfresh } from './subscribe.ts';

export interface Sockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): Promise<void>;
}

/** GraphQL over WebSocket (graphql-transport-ws) at /graphql: queries and mutations too, but meant for subscriptions. */
export function createSockets(app: App, schema: GraphQLSchema): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_REQUEST });
  const format = (error: Parameters<typeof formatError>[0]) => formatError(error, app.log);
  const fresh = () => createContext(app);
  const { dispose } = useServer(
    {
      schema,
      context: fresh,
      parse: (source, options) => parse(source, { ...options, maxTokens: MOST_TOKENS }),
      execute: async (args) => formatted(await execute({ ...args, contextValue: fresh() }), format),
      subscribe: (args) => subscribeAfresh(args, fresh, format),
      onError: (_context, _id, _payload, errors) => errors.map(format),
    },
    server,
  );
  return {
    upgrade: (request, socket, head) => {
      // nobody else listens to a socket that is refused: without this, a client that goes at once would take the server along
      socket.on('error', () => undefined);
      const reason = refusal(request, app.options.allowedHosts());
      const [pathname] = (request.url ?? '').split('?');
      const status = reason !== null ? '403 Forbidden' : pathname !== '/graphql' ? '404 Not Found' : null;
      if (status !== null) {
        socket.once('finish', () => socket.destroy());
        socket.end(
          `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${reason ?? 'Subscriptions are at /graphql.'}`,
        );
        return;
      }
      server.handleUpgrade(request, socket, head, (client) => server.emit('connection', client, request));
    },
    close: async () => {
      await dispose();
    },
  };
}
