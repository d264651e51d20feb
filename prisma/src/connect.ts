import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client/client.ts';

/** The database client, and the pool below it for what Prisma cannot say (bulk inserts, LISTEN, set-based updates). */
export interface Database {
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  readonly url: string;
  close(): Promise<void>;
}

export function connect(url: string, options: { max?: number } = {}): Database {
  // columns are timestamps in UTC without a zone: now() of a session in another zone would be hours off
  const pool = new pg.Pool({ connectionString: url, max: options.max ?? 10, options: '-c TimeZone=UTC' });
  // an idle connection that breaks (the server restarts) is replaced by the pool; without a listener it would end the process
  pool.on('error', () => undefined);
  // and so it is with one that breaks while it is lent out: its query fails, which is told there
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  return {
    prisma,
    pool,
    url,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
