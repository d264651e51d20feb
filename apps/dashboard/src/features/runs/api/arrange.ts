import { type RunColumn, columnName } from './columns.ts';

/** A change of the chosen columns: of those that are chosen when it is made, not of those that were drawn last. */
export type Arrange = (columns: readonly RunColumn[]) => readonly RunColumn[];

export function added(column: RunColumn): Arrange {
  const name = columnName(column);
  return (columns) => (columns.some((known) => columnName(known) === name) ? columns : [...columns, column]);
}

/** The last column stays: a table of names alone is none. */
export function hidden(column: RunColumn): Arrange {
  const name = columnName(column);
  return (columns) => (columns.length === 1 ? columns : columns.filter((known) => columnName(known) !== name));
}

/** One place to the left (−1) or right (1), as far as there is one. */
export function moved(column: RunColumn, step: -1 | 1): Arrange {
  const name = columnName(column);
  return (columns) => {
    const from = columns.findIndex((known) => columnName(known) === name);
    const to = from + step;
    if (from < 0 || to < 0 || to >= columns.length) return columns;
    const next = [...columns];
    next.splice(to, 0, ...next.splice(from, 1));
    return next;
  };
}
