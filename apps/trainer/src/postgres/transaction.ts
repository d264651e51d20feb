import type pg from 'pg';
import { backOff, pause } from './pause.ts';
import { isTransient } from './transient.ts';

/**
 * Does a piece of work in one transaction, and does it again while the server is away, until it is done or the signal aborts.
 * Where the connection broke in the middle of a COMMIT, the server is asked whether that one counted, so that nothing is
 * written twice.
 *
 * @throws what the work throws, where trying again is of no use; the last connection error after an abort
 */
export async function transaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await tryOnce(pool, work);
    if (outcome.done) return outcome.result;
    if (!isTransient(outcome.error) || signal?.aborted) throw outcome.error;
    await pause(backOff(attempt), signal);
    if (outcome.committing && (await wasCommitted(pool, outcome.committing.xid, signal))) return outcome.committing.result;
  }
}

type Outcome<T> =
  | { readonly done: true; readonly result: T }
  | { readonly done: false; readonly error: unknown; readonly committing: { readonly xid: string; readonly result: T } | null };

async function tryOnce<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<Outcome<T>> {
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    return { done: false, error, committing: null };
  }
  // a connection that breaks between two queries says so by an event, which nobody else listens to
  client.on('error', ignore);
  let committing: { xid: string; result: T } | null = null;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    const { rows } = await client.query<{ xid: string | null }>('SELECT pg_current_xact_id_if_assigned()::text AS xid');
    const xid = rows[0]?.xid ?? null;
    if (xid !== null) committing = { xid, result };
    await client.query('COMMIT');
    client.off('error', ignore);
    client.release();
    return { done: true, result };
  } catch (error) {
    const broken = isTransient(error) || !(await rolledBack(client));
    client.off('error', ignore);
    client.on('error', ignore);
    client.release(broken);
    return { done: false, error, committing };
  }
}

async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}

async function wasCommitted(pool: pg.Pool, xid: string, signal?: AbortSignal): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { rows } = await pool.query<{ status: string | null }>('SELECT pg_xact_status($1::xid8) AS status', [xid]);
      const status = rows[0]?.status;
      if (status !== 'in progress') return status === 'committed';
    } catch (error) {
      if (!isTransient(error) || signal?.aborted) throw error;
    }
    await pause(backOff(attempt), signal);
  }
}

function ignore(): void {
  // the query under way, or the next one, fails with the same error
}
