import type { RunOrder, RunWhere } from '../../../gql/graphql.ts';
import { DEFAULT_COLUMNS, type RunColumn, columnOrder, parseColumn } from './columns.ts';
import { readConditions } from './conditions.ts';

/** What the list of runs shows: all of it stands in the URL. */
export interface RunsView {
  /** As typed: words of the name and conditions. */
  readonly search: string;
  readonly status: string | null;
  readonly dataset: string | null;
  readonly splits: readonly string[];
  /** The runs in the bin instead of those outside it. */
  readonly bin: boolean;
  /** Gathered by split, as results must be read; or one list. */
  readonly grouped: boolean;
  readonly columns: readonly RunColumn[];
  /** `name`, or the name of a column. */
  readonly sort: string;
  readonly direction: 'ASC' | 'DESC';
  /** Cursors of the pages gone through; the last is where this page begins. */
  readonly cursors: readonly string[];
}

/** What is remembered of the view in the URL, so that one knows what resets it. */
export const NO_CONDITIONS = { search: null, status: null, dataset: null, split: null, after: null } as const;

const MOST_COLUMNS = 30;

/** Reads the view from the URL; what makes no sense there counts as absent. */
export function runsView(params: URLSearchParams): RunsView {
  const asked = params.get('columns')?.split(',').slice(0, MOST_COLUMNS) ?? [];
  const chosen = [...new Set(asked)].flatMap((name) => parseColumn(name) ?? []);
  const columns = chosen.length > 0 ? chosen : DEFAULT_COLUMNS.flatMap((name) => parseColumn(name) ?? []);
  const sort = params.get('sort') ?? '';
  return {
    search: params.get('search') ?? '',
    status: params.get('status'),
    dataset: params.get('dataset'),
    splits: params.getAll('split'),
    bin: params.get('bin') === '1',
    grouped: params.get('group') !== 'none',
    columns,
    sort: sort === 'name' || orderBy(sort) !== null ? sort : 'started',
    direction: params.get('direction') === 'ASC' ? 'ASC' : 'DESC',
    cursors: params.getAll('after'),
  };
}

function orderBy(sort: string): Omit<RunOrder, 'direction'> | null {
  const column = parseColumn(sort);
  return column === null ? null : columnOrder(column);
}

/** As the API takes the order. Groups come in the order of their names. */
export function orderOf({ sort, direction, grouped }: RunsView): RunOrder[] {
  const own: RunOrder = { ...(sort === 'name' ? { field: 'NAME' } : (orderBy(sort) ?? { field: 'CREATED_AT' })), direction };
  const groups: RunOrder[] = [
    { field: 'DATASET', direction: 'ASC' },
    { field: 'SPLIT', direction: 'ASC' },
  ];
  return grouped ? [...groups, own] : [own];
}

/** As the API takes the conditions. */
export function whereOf({ search, status, dataset, splits, bin }: RunsView): RunWhere {
  const read = readConditions(search);
  const known = status === null ? null : (readConditions(`status = ${status}`).where[0] ?? null);
  const and = [...read.where, ...(known === null ? [] : [known])];
  return {
    ...(bin ? { deleted: true } : {}),
    ...(and.length > 0 ? { and } : {}),
    ...(dataset ? { datasetName: dataset } : {}),
    ...(splits.length > 0 ? { splitId: [...splits] } : {}),
    ...(read.search ? { search: read.search } : {}),
  };
}

/** The conditions of a view in words, for when nothing matches. */
export function conditionWords({ search, status, dataset, splits }: RunsView): string[] {
  const read = readConditions(search);
  return [
    ...(read.search ? [`name contains “${read.search}”`] : []),
    ...(read.where.length > 0 ? [`the ${read.where.length === 1 ? 'condition' : 'conditions'} of the filter`] : []),
    ...(status ? [`status is ${status.toLowerCase()}`] : []),
    ...(dataset ? [`dataset is ${dataset}`] : []),
    ...(splits.length > 0 ? [`${splits.length === 1 ? 'one split' : `one of ${splits.length} splits`}`] : []),
  ];
}
