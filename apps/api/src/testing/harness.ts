import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { weightsPlaces } from '@sagittal/models/node';
import { connect, type Database } from '@sagittal/prisma';
import { createTestDatabase } from '@sagittal/prisma/testing';
import express from 'express';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createApi } from '../index.ts';

export interface Answer {
  // tests read into answers of many shapes
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

/** A server of the API on a database and a home of its own. */
export interface Harness {
  readonly url: string;
  readonly home: string;
  /** Connected to the same database. */
  readonly database: Database;
  query(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** The data; throws where there are errors. */
  data<T>(query: string, variables?: Record<string, unknown>): Promise<T>;
  /** The extensions of the first error; throws where there is none. */
  failure(query: string, variables?: Record<string, unknown>): Promise<Readonly<Record<string, unknown>>>;
  sockets(): Client;
  close(): Promise<void>;
}

export async function startApi(
  options: { dataRoots?: string[]; weightsFolders?: string[]; downloads?: boolean } = {},
): Promise<Harness> {
  const test = await createTestDatabase();
  const home = await mkdtemp(path.join(tmpdir(), 'sagittal-api-'));
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const api = await createApi({
    databaseUrl: test.url,
    home,
    dataRoots: options.dataRoots ?? [],
    weights: weightsPlaces({
      folders: options.weightsFolders ?? [],
      home,
      mirror: options.downloads === true ? '' : 'off',
    }),
    codeVersion: 'test',
    allowedHosts: () => [host],
  });
  server.on('request', express().use(api.handle));
  server.on('upgrade', api.upgrade);
  const database = connect(test.url, { max: 4 });
  const clients: Client[] = [];

  const query = async (text: string, variables: Record<string, unknown> = {}): Promise<Answer> => {
    const response = await fetch(`http://${host}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: text, variables }),
    });
    return (await response.json()) as Answer;
  };
  return {
    url: `http://${host}`,
    home,
    database,
    query,
    data: async <T>(text: string, variables?: Record<string, unknown>): Promise<T> => {
      const answer = await query(text, variables);
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      return answer.data as T;
    },
    failure: async (text, variables) => {
      const [error] = (await query(text, variables)).errors ?? [];
      if (!error) throw new Error('There is no error.');
      return { ...error.extensions, message: error.message };
    },
    sockets: () => {
      const client = createClient({ url: `ws://${host}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 });
      clients.push(client);
      return client;
    },
    close: async () => {
      for (const client of clients) await client.dispose();
      server.close();
      server.closeAllConnections();
      await api.close();
      await database.close();
      await test.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
