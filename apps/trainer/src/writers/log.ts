import type pg from 'pg';
import type { LogEntry } from './run-batch.ts';

export async function writeLog(client: pg.PoolClient, runId: string, entries: readonly LogEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await client.query(
    `INSERT INTO "LogLine" ("runId", at, level, message)
     SELECT $1, to_timestamp(at / 1000) AT TIME ZONE 'UTC', level::"LogLevel", message
     FROM unnest($2::float8[], $3::text[], $4::text[]) AS t(at, level, message)`,
    [runId, entries.map(({ at }) => at), entries.map(({ level }) => level), entries.map(({ message }) => message)],
  );
}
