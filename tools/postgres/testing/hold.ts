import { startPostgres } from '../server.ts';

// Starts a server on the folder named, says where it is, and stays until it is killed.
const server = await startPostgres({ folder: process.argv[2] ?? '', settings: { fsync: 'off' } });
process.stdout.write(
  `${JSON.stringify({ pid: server.pid, port: server.port, url: server.url('postgres'), adopted: server.adopted })}\n`,
);
setInterval(() => undefined, 60_000);
