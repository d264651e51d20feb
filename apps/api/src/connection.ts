import { AppError } from '@sagittal/contracts';
import type { Builder } from './builder.ts';

const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 1_000;

/** One page of a list: what a repository answers. The total is counted only where it is asked for. */
export interface Page<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  totalCount(): Promise<number>;
}

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/**
 * The page length asked for.
 * @throws AppError INVALID_INPUT outside 0 to 1,000
 */
export function pageLength(first: number | null | undefined): number {
  const length = first ?? DEFAULT_PAGE;
  if (length < 0 || length > LARGEST_PAGE)
    throw new AppError('INVALID_INPUT', {
      message: `\`first\` is ${String(length)}; it may be 0 to ${LARGEST_PAGE.toLocaleString('en')}.`,
      field: 'first',
      hint: 'Ask for a page at a time and go on with `after: pageInfo.endCursor`.',
    });
  return length;
}

/** Cost of a connection: what stands in it counts once for each row of the page. */
export function pageCost({ first }: PageArguments): { field: number; multiplier: number } {
  return { field: 1, multiplier: Math.min(Math.max(first ?? DEFAULT_PAGE, 1), LARGEST_PAGE) };
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

export function addPageInfo(builder: Builder): void {
  builder.objectType('PageInfo', {
    description: 'Where a page stands in its list.',
    fields: (t) => ({
      hasNextPage: t.exposeBoolean('hasNextPage', { description: 'Whether there is more after this page.' }),
      hasPreviousPage: t.exposeBoolean('hasPreviousPage', { description: 'Whether this page began after a cursor.' }),
      startCursor: t.exposeString('startCursor', {
        nullable: true,
        description: "The first row's cursor; null on an empty page.",
      }),
      endCursor: t.exposeString('endCursor', {
        nullable: true,
        description: "The last row's cursor: pass it as `after` for the next page.",
      }),
    }),
  });
}

/**
 * Relay's connection and edge types of a node type. Only forward paging: `first` and `after`.
 * @param node name of the node type; the types are `<node>Connection` and `<node>Edge`, the former also in SchemaObjects
 */
export function addConnection(builder: Builder, node: string, what: string, prefix = node): void {
  const edge = builder.objectRef<Page<object>['edges'][number]>(`${prefix}Edge`).implement({
    description: `One of ${what}, with its cursor.`,
    fields: (t) => ({
      cursor: t.exposeString('cursor', { description: 'Pass it as `after` to go on behind this row.' }),
      node: t.field({ type: node as never, description: 'The row itself.', resolve: (parent) => parent.node as never }),
    }),
  });
  builder.objectRef<Page<object>>(`${prefix}Connection`).implement({
    description: `A page of ${what}.`,
    fields: (t) => ({
      edges: t.field({
        type: [edge],
        description: 'The rows with their cursors.',
        complexity: { field: 1, multiplier: 1 },
        resolve: (page) => page.edges,
      }),
      nodes: t.field({
        type: [node as never],
        description: 'The rows.',
        complexity: { field: 1, multiplier: 1 },
        resolve: (page) => page.edges.map((row) => row.node) as never,
      }),
      pageInfo: t.field({
        type: 'PageInfo',
        description: 'Where this page stands in the list.',
        resolve: (page) => ({
          hasNextPage: page.hasNextPage,
          hasPreviousPage: page.hasPreviousPage,
          startCursor: page.edges[0]?.cursor ?? null,
          endCursor: page.edges.at(-1)?.cursor ?? null,
        }),
      }),
      totalCount: t.int({ description: 'How many there are in all, whatever the page.', resolve: (page) => page.totalCount() }),
    }),
  });
}

/** The arguments of every connection, and its cost. */
export function pageArguments(builder: Builder) {
  return {
    first: builder.args((t) => ({ first: t.int({ description: 'Rows on the page: 50 by default, 1,000 at most.' }) })).first,
    after: builder.args((t) => ({ after: t.string({ description: 'The cursor behind which the page begins.' }) })).after,
  };
}
