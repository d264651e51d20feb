import type { ItemProblem } from '@sagittal/data';
import type pg from 'pg';

/** What the import could not take, item by item; in the place of what a former attempt found. */
export async function storeProblems(client: pg.PoolClient, jobId: string, problems: readonly ItemProblem[]): Promise<void> {
  await client.query(`DELETE FROM "JobProblem" WHERE "jobId" = $1`, [jobId]);
  await client.query(
    `INSERT INTO "JobProblem" ("jobId", item, code, message, hint)
     SELECT $1, item, code, message, hint FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS t(item, code, message, hint)`,
    [
      jobId,
      problems.map(({ item }) => item),
      problems.map(({ code }) => code),
      problems.map(({ message }) => message),
      problems.map(({ hint }) => hint ?? null),
    ],
  );
}
