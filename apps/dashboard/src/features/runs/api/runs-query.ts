import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { graphql } from '../../../gql/index.ts';
import type { RunWhere } from '../../../gql/graphql.ts';
import { request } from '../../../lib/graphql/request.ts';
import { type RunsView, orderOf, whereOf } from './runs-view.ts';

graphql(`
  fragment TableRun on Run {
    id name status colour mark architecture preset createdAt startedAt finishedAt deletedAt totalParameters recipe
    progress { phase done total epoch epochs step stepsPerEpoch imagesPerSecond etaSeconds }
    error { code message hint }
    tags { key value }
    experiment { id name }
    split { id name certificate { ...CertificateFields } datasetVersion { id number dataset { id name } } }
    evaluations { id subset imageCount metrics { key value low high method } }
  }
`);

const runsDocument = graphql(`
  query Runs(
    $where: RunWhere, $orderBy: [RunOrder!], $first: Int!, $after: String,
    $metrics: [String!]!, $withMetrics: Boolean!, $curves: [String!]!, $withCurves: Boolean!
  ) {
    runs(where: $where, orderBy: $orderBy, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        ...TableRun
        metrics(keys: $metrics) @include(if: $withMetrics) { key last best min max nonFinite }
        metricSeries(keys: $curves, maxPoints: 32) @include(if: $withCurves) { key steps values }
      }
    }
    all: runs(first: 1) { totalCount }
    bin: runs(where: { deleted: true }, first: 1) { totalCount }
  }
`);

const countDocument = graphql(`
  query RunsCount($where: RunWhere) {
    runs(where: $where, first: 1) { totalCount }
  }
`);

const facetsDocument = graphql(`
  query RunFacets {
    runFacets { metricKeys recipePaths tagKeys }
  }
`);

const datasetNamesDocument = graphql(`
  query DatasetNames {
    datasets(first: 200, includeArchived: true) {
      nodes {
        id
        name
      }
    }
  }
`);

const PAGE_SIZE = 50;

/** One page of the runs that the view asks for, with what its columns need and no more. */
export function runsQuery(view: RunsView) {
  const keys = (kind: 'metric' | 'curve'): string[] => [
    ...new Set(view.columns.flatMap((column) => (column.kind === kind ? [column.key] : []))),
  ];
  const [metrics, curves] = [keys('metric'), keys('curve')];
  const variables = {
    where: whereOf(view),
    orderBy: orderOf(view),
    first: PAGE_SIZE,
    after: view.cursors.at(-1) ?? null,
    metrics,
    withMetrics: metrics.length > 0,
    curves,
    withCurves: curves.length > 0,
  };
  return queryOptions({
    queryKey: ['runs', 'table', variables],
    queryFn: ({ signal }) => request(runsDocument, variables, { signal }),
    placeholderData: keepPreviousData,
  });
}

export type TableRun = NonNullable<
  Awaited<ReturnType<NonNullable<ReturnType<typeof runsQuery>['queryFn']>>>
>['runs']['nodes'][number];

/** How many runs of one split fit the view: of all pages, where the page shows some. */
export function groupCountQuery(view: RunsView, splitId: string) {
  const where: RunWhere = { and: [whereOf(view)], splitId: [splitId], ...(view.bin ? { deleted: true } : {}) };
  return queryOptions({
    queryKey: ['runs', 'group-count', where],
    queryFn: async ({ signal }) => (await request(countDocument, { where }, { signal })).runs.totalCount,
  });
}

/** What runs can be shown and filtered by. Reads every recipe, so only where somebody chooses. */
export const runFacetsQuery = queryOptions({
  queryKey: ['run-facets'],
  queryFn: async ({ signal }) => (await request(facetsDocument, {}, { signal })).runFacets,
  staleTime: 60_000,
});

export const datasetNamesQuery = queryOptions({
  queryKey: ['datasets', 'names'],
  queryFn: ({ signal }) => request(datasetNamesDocument, {}, { signal }),
});
