import { type Prediction, Prisma } from '@sagittal/prisma';
import type { Page, PageArguments } from '../../connection.ts';
import type { App } from '../../context.ts';
import { keysetPage, type OrderTerm } from '../../infra/keyset.ts';
import { all } from '../../infra/sql.ts';

export interface PredictionFilter {
  readonly imageIds?: readonly string[] | null | undefined;
  readonly correct?: boolean | null | undefined;
  readonly label?: string | null | undefined;
  readonly predictedLabel?: string | null | undefined;
  readonly minScore?: number | null | undefined;
  readonly maxScore?: number | null | undefined;
}

export type PredictionOrder = 'MOST_CONFIDENT' | 'LEAST_CONFIDENT' | 'MOST_WRONG' | 'PATH';

const ORDERS: Readonly<Record<PredictionOrder, OrderTerm>> = {
  MOST_CONFIDENT: { sql: Prisma.sql`p.confidence`, type: 'float8', direction: 'DESC' },
  LEAST_CONFIDENT: { sql: Prisma.sql`p.confidence`, type: 'float8', direction: 'ASC' },
  MOST_WRONG: { sql: Prisma.sql`p."labelScore"`, type: 'float8', direction: 'ASC' },
  PATH: { sql: Prisma.sql`i.path`, type: 'text', direction: 'ASC' },
};

/** Predictions of one evaluation. */
export function listPredictions(
  { database, prisma }: App,
  evaluationId: string,
  filter: PredictionFilter,
  order: PredictionOrder,
  page: PageArguments,
): Promise<Page<Prediction>> {
  const where = [Prisma.sql`p."evaluationId" = ${evaluationId}`];
  if (filter.imageIds) where.push(Prisma.sql`p."itemId" = ANY(${[...filter.imageIds]}::text[])`);
  if (filter.correct !== null && filter.correct !== undefined) where.push(Prisma.sql`p.correct = ${filter.correct}`);
  if (filter.label !== null && filter.label !== undefined) where.push(Prisma.sql`p.label = ${filter.label}`);
  if (filter.predictedLabel !== null && filter.predictedLabel !== undefined)
    where.push(Prisma.sql`p."predictedLabel" = ${filter.predictedLabel}`);
  if (filter.minScore !== null && filter.minScore !== undefined)
    where.push(Prisma.sql`p.confidence >= ${filter.minScore}::float8`);
  if (filter.maxScore !== null && filter.maxScore !== undefined)
    where.push(Prisma.sql`p.confidence <= ${filter.maxScore}::float8`);
  return keysetPage(
    database,
    {
      from: Prisma.sql`"Prediction" p JOIN "DatasetItem" i ON i.id = p."itemId"`,
      where: all(where),
      order: [ORDERS[order]],
      id: Prisma.sql`p.id`,
    },
    page,
    (ids) => prisma.prediction.findMany({ where: { id: { in: ids } } }),
  );
}

/** The number of the dataset version that each evaluation was made on. */
export async function evaluatedVersions(
  { prisma }: Pick<App, 'prisma'>,
  evaluationIds: readonly string[],
): Promise<Map<string, number>> {
  const found = await prisma.evaluation.findMany({
    where: { id: { in: [...evaluationIds] } },
    select: { id: true, split: { select: { version: { select: { number: true } } } } },
  });
  return new Map(found.map(({ id, split }) => [id, split.version.number]));
}
