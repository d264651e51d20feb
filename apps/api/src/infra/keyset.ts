import { AppError } from '@sagittal/contracts';
import { type Database, Prisma } from '@sagittal/prisma';
import { z } from 'zod';
import { type Page, type PageArguments, pageLength } from '../connection.ts';
import { all, any, inOrder, rows } from './sql.ts';

/** One sort key: an expression, its PostgreSQL type (to read it back from a cursor) and which end comes first. */
export interface OrderTerm {
  readonly sql: Prisma.Sql;
  readonly type: 'text' | 'float8' | 'int8' | 'timestamp' | 'jsonb';
  readonly direction: 'ASC' | 'DESC';
}

/** A list as SQL: `FROM from WHERE where ORDER BY order, id`. */
export interface KeysetQuery {
  readonly from: Prisma.Sql;
  readonly where: Prisma.Sql;
  readonly order: readonly OrderTerm[];
  readonly id: Prisma.Sql;
  readonly idType?: 'text' | 'int8';
}

/**
 * One page of a list. A cursor holds the sort keys and the id of its row, so that a page begins behind that place even if
 * rows were added, went, or changed in between. Null keys come last in both directions; the id ends every order.
 *
 * @param load the rows of the ids found, in any order
 * @throws AppError INVALID_INPUT for a cursor that is not of this list
 */
export async function keysetPage<T extends { readonly id: string | bigint }>(
  database: Pick<Database, 'pool'>,
  query: KeysetQuery,
  { first, after }: PageArguments,
  load: (ids: string[]) => Promise<readonly T[]>,
): Promise<Page<T>> {
  const length = pageLength(first);
  const idType = query.idType ?? 'text';
  const terms: OrderTerm[] = [...query.order, { sql: query.id, type: idType, direction: query.order.at(-1)?.direction ?? 'ASC' }];
  const column = (index: number) => Prisma.raw(`k${String(index)}`);
  const keys = Prisma.join(terms.map((term, index) => Prisma.sql`(${term.sql}) AS ${column(index)}`));
  const behind = after === null || after === undefined ? Prisma.sql`TRUE` : isBehind(terms, decode(after, terms.length), column);
  const order = Prisma.join(terms.map((term, index) => Prisma.sql`${column(index)} ${Prisma.raw(term.direction)} NULLS LAST`));
  const texts = Prisma.join(terms.map((_, index) => Prisma.sql`${column(index)}::text`));
  const found = await rows<{ keys: (string | null)[] }>(
    database,
    Prisma.sql`SELECT ARRAY[${texts}] AS keys FROM (SELECT ${keys} FROM ${query.from} WHERE ${query.where}) listed WHERE ${behind} ORDER BY ${order} LIMIT ${length + 1}`,
  ).catch((error: unknown) => {
    throw after && isBadValue(error) ? foreignCursor() : error;
  });
  const shown = found.slice(0, length);
  const cursors = new Map(shown.map((row) => [row.keys.at(-1) ?? '', encode(row.keys)]));
  const ids = [...cursors.keys()];
  const nodes = ids.length === 0 ? [] : inOrder(ids, await load(ids));
  return {
    edges: nodes.map((node) => ({ cursor: cursors.get(String(node.id)) ?? '', node })),
    hasNextPage: found.length > length,
    hasPreviousPage: after !== null && after !== undefined,
    totalCount: async () => {
      const [count] = await rows<{ count: string }>(
        database,
        Prisma.sql`SELECT count(*) AS count FROM ${query.from} WHERE ${query.where}`,
      );
      return Number(count?.count ?? 0);
    },
  };
}

/** The rows behind a place: those equal in the first keys and behind it in the next one. */
function isBehind(
  terms: readonly OrderTerm[],
  values: readonly (string | null)[],
  column: (index: number) => Prisma.Sql,
): Prisma.Sql {
  const value = (index: number) => Prisma.sql`${values[index] ?? null}::text::${Prisma.raw(terms[index]?.type ?? 'text')}`;
  return any(
    terms.map((term, index) => {
      const equal = terms.slice(0, index).map((_, before) => Prisma.sql`${column(before)} IS NOT DISTINCT FROM ${value(before)}`);
      if (values[index] === null) return Prisma.sql`FALSE`;
      const beyond = Prisma.sql`(${column(index)} ${Prisma.raw(term.direction === 'ASC' ? '>' : '<')} ${value(index)} OR ${column(index)} IS NULL)`;
      return all([...equal, beyond]);
    }),
  );
}

function encode(keys: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

const cursorSchema = z.array(z.string().nullable());

function decode(cursor: string, length: number): (string | null)[] {
  try {
    const keys = cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    if (keys.length === length && keys.at(-1) !== null) return keys;
  } catch {
    // told below
  }
  throw foreignCursor();
}

/** PostgreSQL could not read a text as the type of its column (class 22, data exception). */
function isBadValue(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('22');
}

function foreignCursor(): AppError {
  return new AppError('INVALID_INPUT', {
    message: 'This cursor is not of this list in this order.',
    field: 'after',
    hint: 'Pass the endCursor of a page of the same query, with the same orderBy.',
  });
}
