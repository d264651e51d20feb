import type { WeightsPlaces } from '@sagittal/models/node';
import type { Database, PrismaClient, User } from '@sagittal/prisma';
import type { Notifications } from './infra/notifications.ts';
import { createLoaders, type Loaders } from './loaders.ts';

/** What the server was started with. */
export interface ApiOptions {
  readonly databaseUrl: string;
  /** Absolute path of SAGITTAL_HOME. */
  readonly home: string;
  /** Folders that may be imported from; empty: whatever the user may read. */
  readonly dataRoots: readonly string[];
  /** Where weights are looked for, and downloaded to. */
  readonly weights: WeightsPlaces;
  readonly codeVersion: string;
  /** `host:port` that this server answers to, asked on each request. */
  readonly allowedHosts: () => readonly string[];
  /** Folder with the bundled GraphiQL (graphiql.js, graphiql.css). */
  readonly graphiqlFolder?: string;
}

/** What lives as long as the server. */
export interface App {
  readonly database: Database;
  readonly prisma: PrismaClient;
  readonly options: ApiOptions;
  readonly notifications: Notifications;
  readonly projectId: string;
  readonly viewer: User;
  /** Where failures go that nobody can be told of. */
  readonly log: (what: string, error: unknown) => void;
}

/** What lives as long as one answer: a query, or one event of a subscription. */
export interface Context extends App {
  readonly loaders: Loaders;
}

export function createContext(app: App): Context {
  return { ...app, loaders: createLoaders(app.database) };
}
