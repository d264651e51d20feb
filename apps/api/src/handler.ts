import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import { AppError, type ErrorRecord } from '@sagittal/contracts';
import { connect } from '@sagittal/prisma';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { runMigrations } from 'graphile-worker';
import { GraphQLError } from 'graphql';
import { type ApiOptions, type App, type Context, createContext } from './context.ts';
import { errorAnswer, formatError } from './format-error.ts';
import { fileRoutes } from './infra/files.ts';
import { graphiqlRoutes } from './infra/graphiql.ts';
import { hostGuard } from './infra/host-guard.ts';
import { LARGEST_REQUEST, MOST_TOKENS } from './infra/limits.ts';
import { createNotifications } from './infra/notifications.ts';
import { createSockets } from './infra/sockets.ts';
import { ensureDefaults } from './modules/viewer/defaults.ts';
import { buildSchema } from './schema.ts';

export interface Api {
  /** Express middleware: answers what is the API's and leaves the rest to the next one. */
  readonly handle: RequestHandler;
  /** For the HTTP server's `upgrade` event. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends subscriptions, then connections to the database. */
  close(): Promise<void>;
}

/**
 * The API over one database. The database must be migrated; the queue's own tables and the default project, person and
 * experiment are made here.
 */
export async function createApi(options: ApiOptions): Promise<Api> {
  const log = (what: string, error: unknown): void => {
    console.error(
      `${new Date().toISOString()} ${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  };
  const database = connect(options.databaseUrl, { max: 20 });
  const { prisma } = database;
  await runMigrations({ pgPool: database.pool });
  const { projectId, viewer } = await ensureDefaults(prisma);
  const notifications = createNotifications(database, (error) => log('listening for notifications', error));
  const app: App = { database, prisma, options, notifications, projectId, viewer, log };
  const schema = buildSchema();
  const sockets = createSockets(app, schema);
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    // its own signal handlers would keep the process from stopping in order
    stopOnTerminationSignals: false,
    persistedQueries: false,
    parseOptions: { maxTokens: MOST_TOKENS },
    includeStacktraceInErrorResponses: false,
    plugins: [ApolloServerPluginLandingPageDisabled()],
    formatError: (formattedError, error) =>
      formatError(error instanceof GraphQLError ? error : new GraphQLError(formattedError.message), log),
  });
  await apollo.start();

  const router = express();
  router.disable('x-powered-by');
  router.disable('etag');
  router.get('/healthz', (_request, response) => {
    response.setHeader('cache-control', 'no-store');
    prisma.$queryRaw`SELECT 1`.then(
      () => response.json({ ok: true, codeVersion: options.codeVersion }),
      () => response.status(503).json({ ok: false, codeVersion: options.codeVersion, reason: 'The database does not answer.' }),
    );
  });
  router.use(graphiqlRoutes(options.graphiqlFolder));
  router.use(
    '/graphql',
    onlyJson,
    express.json({ limit: LARGEST_REQUEST, type: () => true }),
    expressMiddleware(apollo, { context: () => Promise.resolve(createContext(app)) }),
  );
  router.use(fileRoutes({ prisma, home: options.home }));
  router.use(answerFailure(log));

  const guard = hostGuard(options.allowedHosts);
  const isOurs = /^\/(graphql|images|thumbnails|healthz|runs\/[^/]+\/files)(\/|\?|$)/;
  return {
    handle: (request, response, next) => {
      if (!isOurs.test(request.url)) {
        next();
        return;
      }
      guard(request, response, () => router(request, response, next));
    },
    upgrade: (request, socket, head) => sockets.upgrade(request, socket, head),
    close: async () => {
      await notifications.close();
      await sockets.close();
      await apollo.stop();
      await database.close();
    },
  };
}

/** A form or a script of another page can send texts and forms, but not JSON, without asking first. */
const onlyJson: RequestHandler = (request, response, next) => {
  if (request.method !== 'POST') {
    response
      .status(405)
      .setHeader('allow', 'POST')
      .json(errorAnswer({ code: 'INVALID_INPUT', message: 'Queries are sent by POST.', hint: 'Or open /graphql in a browser.' }));
    return;
  }
  const [type] = (request.headers['content-type'] ?? '').split(';');
  if (type?.trim().toLowerCase() !== 'application/json') {
    response.status(415).json(
      errorAnswer({
        code: 'INVALID_INPUT',
        message: 'Queries are sent as JSON.',
        hint: 'Set the header content-type: application/json.',
      }),
    );
    return;
  }
  next();
};

/** What went wrong before or beside GraphQL: a body that is too large or no JSON, a stored file that cannot be read. */
function answerFailure(log: App['log']): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    const told: Readonly<Record<number, ErrorRecord>> = {
      413: {
        code: 'INVALID_INPUT',
        message: `A request has at most 1 MiB.`,
        hint: 'Send fewer or smaller things at a time.',
      },
      400: {
        code: 'INVALID_INPUT',
        message: 'The request cannot be read.',
        hint: 'Its body must be JSON, its address well formed.',
      },
    };
    const known = told[status];
    const answer = known
      ? errorAnswer(known)
      : {
          errors: [
            formatError(new GraphQLError('', { originalError: error instanceof Error ? error : new Error(String(error)) }), log),
          ],
        };
    response.removeHeader('etag');
    response.status(status).setHeader('cache-control', 'no-store').json(answer);
  };
}

function statusOf(error: unknown): number {
  if (error instanceof AppError) return error.code === 'NOT_FOUND' ? 404 : 500;
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
}
