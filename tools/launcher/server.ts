import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createApi, hostGuard } from '@sagittal/api';
import { weightsPlaces } from '@sagittal/models/node';
import express from 'express';
import { environment, setting } from '../env.ts';

/** The launcher tries another port on this exit code. */
const PORT_TAKEN = 98;

function required(name: string): string {
  const value = setting(name);
  if (value === undefined) throw new Error(`${name} is not set: this program is started by the launcher.`);
  return value;
}

const paths = (name: string): string[] => (setting(name) ?? '').split(path.delimiter).filter((part) => part !== '');

/** API and pages in one process on one port of 127.0.0.1. */
async function serve(): Promise<void> {
  const port = Number(required('PORT'));
  const development = environment()['NODE_ENV'] === 'development';
  const allowedHosts = (): string[] => [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];

  const api = await createApi({
    databaseUrl: required('DATABASE_URL'),
    home: required('SAGITTAL_HOME'),
    dataRoots: paths('SAGITTAL_DATA_ROOTS'),
    weights: weightsPlaces({
      folders: paths('SAGITTAL_WEIGHTS'),
      home: required('SAGITTAL_HOME'),
      mirror: setting('SAGITTAL_WEIGHTS_MIRROR'),
    }),
    codeVersion: required('SAGITTAL_CODE_VERSION'),
    allowedHosts,
  });

  const app = express();
  app.disable('x-powered-by');
  app.use(hostGuard(allowedHosts));
  app.use(api.handle);
  const server = createServer(app);
  server.on('upgrade', (request, socket, head) => {
    // in development the pages' own hot reload has a socket too, which Next takes by itself
    if (request.url?.startsWith('/graphql')) api.upgrade(request, socket, head);
    else if (!development) socket.destroy();
  });

  // next is CommonJS: its types promise `.default`, its runtime is the function itself
  const next = createRequire(import.meta.url)('next') as (typeof import('next'))['default'];
  const pages = next({ dev: development, dir: process.cwd(), hostname: '127.0.0.1', port, httpServer: server });
  await pages.prepare();
  const handle = pages.getRequestHandler();
  app.use((request, response) => {
    void handle(request, response);
  });

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    server.close();
    await api.close();
    server.closeAllConnections();
    process.exit(0);
  };
  // disconnect: the launcher is gone
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(event, () => void stop());

  server.once('error', (error) => {
    const taken = 'code' in error && error.code === 'EADDRINUSE';
    if (!taken) process.stderr.write(`${error.message}\n`);
    process.exit(taken ? PORT_TAKEN : 1);
  });
  server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
    process.send?.({ ready: true });
  });
}

await serve();
