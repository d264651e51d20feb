import { AppError } from '@sagittal/contracts';
import { Prisma } from '@sagittal/prisma';
import type { OrderTerm } from '../../infra/keyset.ts';
import type { RunOrder } from './inputs.ts';
import { metricValue, recipeKeys } from './where.ts';

type Expression = Pick<OrderTerm, 'sql' | 'type'>;

const FIELDS: Readonly<Record<NonNullable<RunOrder['field']>, Expression>> = {
  CREATED_AT: { sql: Prisma.sql`r."createdAt"`, type: 'timestamp' },
  FINISHED_AT: { sql: Prisma.sql`r."finishedAt"`, type: 'timestamp' },
  NAME: { sql: Prisma.sql`r.name`, type: 'text' },
  DURATION: { sql: Prisma.sql`extract(epoch FROM r."finishedAt" - r."startedAt")::float8`, type: 'float8' },
  STATUS: { sql: Prisma.sql`array_position(enum_range(NULL::"RunStatus"), r.status)`, type: 'int8' },
  SPLIT: { sql: Prisma.sql`sp.name`, type: 'text' },
  DATASET: { sql: Prisma.sql`d.name`, type: 'text' },
  ARCHITECTURE: { sql: Prisma.sql`r.architecture`, type: 'text' },
};

const MOST_TERMS = 5;

/** How runs are sorted; without an order, the newest first. @throws AppError INVALID_INPUT */
export function runOrder(orders: readonly RunOrder[] | null | undefined): OrderTerm[] {
  if (!orders || orders.length === 0) return [{ ...FIELDS.CREATED_AT, direction: 'DESC' }];
  if (orders.length > MOST_TERMS)
    throw new AppError('INVALID_INPUT', { message: `Runs are sorted by at most ${String(MOST_TERMS)} keys.`, field: 'orderBy' });
  return orders.map((order, index) => ({ ...expressionOf(order, `orderBy.${String(index)}`), direction: order.direction }));
}

function expressionOf(order: RunOrder, field: string): Expression {
  const given = (['field', 'evaluation', 'metric', 'recipePath'] as const).filter(
    (name) => order[name] !== null && order[name] !== undefined,
  );
  if (given.length !== 1)
    throw new AppError('INVALID_INPUT', {
      message: 'A sort key names exactly one of field, evaluation, metric and recipePath.',
      field,
    });
  if (order.field) return FIELDS[order.field];
  if (order.evaluation) return evaluationOf(order.evaluation);
  if (order.metric) return { sql: metricValue(order.metric, order.aggregate ?? 'LAST'), type: 'float8' };
  const keys = recipeKeys(order.recipePath ?? '', `${field}.recipePath`);
  return { sql: Prisma.sql`nullif(r.recipe #> ${keys}::text[], 'null'::jsonb)`, type: 'jsonb' };
}

/** Of the run's own split: an evaluation on another split says nothing beside it. */
function evaluationOf({ key, subset }: NonNullable<RunOrder['evaluation']>): Expression {
  const value =
    key === 'accuracy'
      ? Prisma.sql`e.accuracy`
      : Prisma.sql`(SELECT (m ->> 'value')::float8 FROM jsonb_array_elements(e.metrics) m WHERE m ->> 'key' = ${key} LIMIT 1)`;
  return {
    sql: Prisma.sql`(SELECT ${value} FROM "Evaluation" e WHERE e."runId" = r.id AND e."splitId" = r."splitId" AND e.subset = ${subset}::"Subset")`,
    type: 'float8',
  };
}
