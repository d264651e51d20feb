import {
  GraphQLError,
  GraphQLScalarType,
  GraphQLInterfaceType,
  type GraphQLSchema,
  assertValidSchema,
  buildSchema,
  graphql,
} from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { WebSocketServer } from 'ws';

/** Answers by root field: values, functions of the arguments, or for subscriptions functions that give an async iterable. */
export type Answers = Readonly<Record<string, object | null>>;

export interface SchemaServer {
  readonly url: string;
  /** How many WebSocket connections were opened. */
  connections(): number;
  /** Ends every WebSocket connection, as a restart does. */
  dropSockets(): void;
  close(): Promise<void>;
}

function loadSchema(): GraphQLSchema {
  const schema = buildSchema(readFileSync(path.join(import.meta.dirname, '../../../api/schema.graphql'), 'utf8'));
  assertValidSchema(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type instanceof GraphQLInterfaceType) type.resolveType = (value: { __typename?: string }) => value.__typename;
    if (type instanceof GraphQLScalarType && !type.name.startsWith('__') && type.name === 'JSON')
      type.serialize = (value) => value;
  }
  return schema;
}

/**
 * A GraphQL server over HTTP and WebSocket whose schema is the real one and whose answers are given: a document that does not
 * fit the schema is refused by it, as by the real server.
 */
export async function startSchemaServer(answers: Answers): Promise<SchemaServer> {
  const schema = loadSchema();
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { query: string; variables: Record<string, unknown> };
      void graphql({ schema, source: body.query, variableValues: body.variables, rootValue: answers }).then((result) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(result));
      });
    });
  });
  const sockets = new WebSocketServer({ server: http, path: '/graphql' });
  let connections = 0;
  sockets.on('connection', () => (connections += 1));
  const subscriptions: Record<string, object> = {};
  for (const [field, answer] of Object.entries(answers)) if (answer !== null) subscriptions[field] = answer;
  const cleanUp = useServer({ schema, roots: { subscription: subscriptions } }, sockets);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    connections: () => connections,
    dropSockets: () => {
      for (const socket of sockets.clients) socket.terminate();
    },
    async close() {
      await cleanUp.dispose();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** A refusal as the server words it. */
export function refusal(
  code: string,
  message: string,
  more: { field?: string; item?: string; hint?: string } = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...more } });
}
