import type pg from 'pg';
import type { TimelineEntry } from './run-batch.ts';

export async function writeTimeline(client: pg.PoolClient, runId: string, entries: readonly TimelineEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await client.query(
    `INSERT INTO "TimelineEvent" ("runId", at, kind, epoch, step, message)
     SELECT $1, to_timestamp(at / 1000) AT TIME ZONE 'UTC', kind::"TimelineKind", epoch, step, message
     FROM unnest($2::float8[], $3::text[], $4::int[], $5::int[], $6::text[]) AS t(at, kind, epoch, step, message)`,
    [
      runId,
      entries.map(({ at }) => at),
      entries.map(({ kind }) => kind),
      entries.map(({ epoch }) => epoch ?? null),
      entries.map(({ step }) => step ?? null),
      entries.map(({ message }) => message),
    ],
  );
}
