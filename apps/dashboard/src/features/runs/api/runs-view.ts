import { RUN_STATUSES, type RunStatus } from '@sagittal/contracts';

const SORTS = ['started', 'name', 'status', 'architecture', 'validation', 'test', 'time'] as const;
export type RunSort = (typeof SORTS)[number];

/** What the list of runs shows: all of it stands in the URL. */
export interface RunsView {
  readonly search: string;
  readonly status: RunStatus | null;
  readonly dataset: string | null;
  readonly sort: RunSort;
  readonly direction: 'ASC' | 'DESC';
  /** Cursors of the pages gone through; the last is where this page begins. */
  readonly cursors: readonly string[];
}

/** Reads the view from the URL; what makes no sense there counts as absent. */
export function runsView(params: URLSearchParams): RunsView {
  return {
    search: params.get('search') ?? '',
    status: RUN_STATUSES.find((status) => status === params.get('status')) ?? null,
    dataset: params.get('dataset'),
    sort: SORTS.find((sort) => sort === params.get('sort')) ?? 'started',
    direction: params.get('direction') === 'ASC' ? 'ASC' : 'DESC',
    cursors: params.getAll('after'),
  };
}

/** The conditions of a view in words, for when nothing matches. */
export function conditionWords({ search, status, dataset }: RunsView): string[] {
  return [
    ...(search ? [`name contains “${search}”`] : []),
    ...(status ? [`status is ${status.toLowerCase()}`] : []),
    ...(dataset ? [`dataset is ${dataset}`] : []),
  ];
}
