import { type Database, Prisma } from '@sagittal/prisma';

/** Runs a composed statement on the pool. Numbers that are not finite come back as they are, which Prisma's own raw queries do not do. */
export async function rows<T extends object>(database: Pick<Database, 'pool'>, statement: Prisma.Sql): Promise<T[]> {
  const result = await database.pool.query<T>({ text: statement.text, values: statement.values as unknown[] });
  return result.rows;
}

/** Conditions joined by AND; TRUE where there is none. */
export function all(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.sql`(${Prisma.join([...conditions], ' AND ')})`;
}

/** Conditions joined by OR; FALSE where there is none. */
export function any(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`FALSE` : Prisma.sql`(${Prisma.join([...conditions], ' OR ')})`;
}

/** Whether a text holds another, upper and lower case alike; `%` and `_` mean themselves. */
export function contains(text: Prisma.Sql, part: string): Prisma.Sql {
  return Prisma.sql`position(lower(${part}::text) IN lower(${text})) > 0`;
}

/** Rows in the order of the ids that a statement found; a row that went in between is left out. */
export function inOrder<T extends { readonly id: string | bigint }>(ids: readonly string[], found: readonly T[]): T[] {
  const byId = new Map(found.map((row) => [String(row.id), row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
