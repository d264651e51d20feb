import { AppError } from '@sagittal/contracts';
import { Prisma } from '@sagittal/prisma';
import { all, any, contains } from '../../infra/sql.ts';
import type { MetricAggregate, MetricCondition, RecipeCondition, RunWhere } from './inputs.ts';

const DEEPEST = 10;

/** A recipe path as the keys that lead to the value. @throws AppError INVALID_INPUT for an empty key */
export function recipeKeys(path: string, field: string): string[] {
  const keys = path.split('.');
  if (keys.length > 20 || keys.some((key) => key === ''))
    throw new AppError('INVALID_INPUT', {
      message: `"${path}" is no path in a recipe.`,
      field,
      hint: 'Keys with dots between them, as in optimizer.learningRate.',
    });
  return keys;
}

/** The single value of a run's series; NULL where it has none or it is not finite. The run's id is `r.id`. */
export function metricValue(key: string, aggregate: MetricAggregate): Prisma.Sql {
  const points = Prisma.sql`FROM "MetricSeries" s JOIN "MetricPoint" p ON p."seriesId" = s.id WHERE s."runId" = r.id AND s.key = ${key}`;
  const finite = Prisma.sql`p.value NOT IN ('NaN', 'Infinity', '-Infinity')`;
  switch (aggregate) {
    case 'LAST':
      return Prisma.sql`(SELECT CASE WHEN ${finite} THEN p.value END ${points} ORDER BY p.seq DESC LIMIT 1)`;
    case 'MIN':
      return Prisma.sql`(SELECT min(p.value) ${points} AND ${finite})`;
    case 'MAX':
      return Prisma.sql`(SELECT max(p.value) ${points} AND ${finite})`;
    case 'BEST':
      return Prisma.sql`(SELECT CASE s.goal WHEN 'MINIMIZE' THEN min(p.value) WHEN 'MAXIMIZE' THEN max(p.value) END ${points} AND ${finite} GROUP BY s.goal)`;
  }
}

/**
 * A filter as SQL over `"Run" r`, its split `sp`, version `v` and dataset `d`. What is deleted is decided by the outermost
 * filter alone: inside and, or and not, `deleted` counts only where it is true.
 */
export function runCondition(where: RunWhere | null | undefined): Prisma.Sql {
  const deleted = where?.deleted === undefined ? false : where.deleted;
  const bin =
    deleted === null ? Prisma.sql`TRUE` : deleted ? Prisma.sql`r."deletedAt" IS NOT NULL` : Prisma.sql`r."deletedAt" IS NULL`;
  return all([bin, where ? conditionOf(where, 0) : Prisma.sql`TRUE`]);
}

function conditionOf(where: RunWhere, depth: number): Prisma.Sql {
  if (depth > DEEPEST)
    throw new AppError('QUERY_TOO_COMPLEX', {
      message: `Conditions are nested more than ${String(DEEPEST)} deep.`,
      field: 'where',
    });
  const inner = (inside: RunWhere) =>
    all([...(inside.deleted === true ? [Prisma.sql`r."deletedAt" IS NOT NULL`] : []), conditionOf(inside, depth + 1)]);
  const parts: Prisma.Sql[] = [];
  if (where.and) parts.push(all(where.and.map(inner)));
  if (where.or) parts.push(any(where.or.map(inner)));
  if (where.not) parts.push(Prisma.sql`NOT coalesce(${inner(where.not)}, FALSE)`);
  if (where.ids) parts.push(oneOf(Prisma.sql`r.id`, where.ids));
  if (where.status) parts.push(oneOf(Prisma.sql`r.status::text`, where.status));
  if (where.experimentId) parts.push(Prisma.sql`r."experimentId" = ${where.experimentId}`);
  if (where.splitId) parts.push(oneOf(Prisma.sql`r."splitId"`, where.splitId));
  if (where.createdById) parts.push(Prisma.sql`r."createdById" = ${where.createdById}`);
  if (where.preset) parts.push(oneOf(Prisma.sql`r.preset`, where.preset));
  if (where.architecture) parts.push(oneOf(Prisma.sql`r.architecture`, where.architecture));
  if (where.datasetName) parts.push(Prisma.sql`d.name = ${where.datasetName}`);
  if (where.search) {
    parts.push(
      any([
        contains(Prisma.sql`r.name`, where.search),
        contains(Prisma.sql`coalesce(r.notes, '')`, where.search),
        Prisma.sql`r.id = ${where.search}`,
      ]),
    );
  }
  if (where.tag)
    parts.push(
      Prisma.sql`EXISTS (SELECT 1 FROM "RunTag" t WHERE t."runId" = r.id AND t.key = ${where.tag.key} AND t.value = ${where.tag.value})`,
    );
  if (where.metric) parts.push(metricCondition(where.metric));
  if (where.recipe) parts.push(recipeCondition(where.recipe));
  if (where.createdAfter)
    parts.push(Prisma.sql`r."createdAt" > ${where.createdAfter.toISOString()}::timestamptz AT TIME ZONE 'UTC'`);
  if (where.createdBefore)
    parts.push(Prisma.sql`r."createdAt" < ${where.createdBefore.toISOString()}::timestamptz AT TIME ZONE 'UTC'`);
  return all(parts);
}

function oneOf(column: Prisma.Sql, values: readonly string[]): Prisma.Sql {
  return Prisma.sql`${column} = ANY(${values}::text[])`;
}

type Bounds = Pick<MetricCondition, 'gt' | 'gte' | 'lt' | 'lte'>;
const BOUNDS = [
  ['gt', '>'],
  ['gte', '>='],
  ['lt', '<'],
  ['lte', '<='],
] as const satisfies readonly (readonly [keyof Bounds, string])[];

function within(value: Prisma.Sql, bounds: Bounds): Prisma.Sql[] {
  return BOUNDS.flatMap(([name, operator]) => {
    const bound = bounds[name];
    return bound === null || bound === undefined ? [] : [Prisma.sql`${value} ${Prisma.raw(operator)} ${bound}::float8`];
  });
}

function metricCondition(condition: MetricCondition): Prisma.Sql {
  const value = metricValue(condition.key, condition.aggregate ?? 'LAST');
  const parts = within(value, condition);
  if (condition.eq !== null && condition.eq !== undefined) parts.push(Prisma.sql`${value} = ${condition.eq}::float8`);
  return parts.length === 0 ? Prisma.sql`${value} IS NOT NULL` : all(parts);
}

function recipeCondition(condition: RecipeCondition): Prisma.Sql {
  const value = Prisma.sql`(r.recipe #> ${recipeKeys(condition.path, 'where.recipe.path')}::text[])`;
  const json = (given: unknown) => Prisma.sql`${JSON.stringify(given)}::text::jsonb`;
  // CASE, not AND: PostgreSQL may evaluate the two sides of an AND in any order, and the cast fails for texts
  const parts = within(Prisma.sql`(CASE WHEN jsonb_typeof(${value}) = 'number' THEN ${value}::float8 END)`, condition);
  if (condition.eq !== undefined) parts.push(Prisma.sql`${value} = ${json(condition.eq)}`);
  if (condition.ne !== undefined) parts.push(Prisma.sql`${value} IS DISTINCT FROM ${json(condition.ne)}`);
  if (condition.in) parts.push(any(condition.in.map((given) => Prisma.sql`${value} = ${json(given)}`)));
  if (condition.contains !== null && condition.contains !== undefined) {
    const text = Prisma.sql`(CASE WHEN jsonb_typeof(${value}) = 'string' THEN ${value} #>> '{}' END)`;
    parts.push(
      any([
        contains(text, condition.contains),
        Prisma.sql`(jsonb_typeof(${value}) = 'array' AND ${value} @> ${json([condition.contains])})`,
      ]),
    );
  }
  return parts.length === 0 ? Prisma.sql`${value} IS NOT NULL` : all(parts);
}
