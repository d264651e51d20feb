import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { RunOrder, RunStatus, RunWhere } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/index.ts';
import { request } from '../../../lib/graphql/request.ts';
import type { RunsView } from './runs-view.ts';

const runsDocument = graphql(`
  query Runs($where: RunWhere, $orderBy: [RunOrder!], $first: Int!, $after: String) {
    runs(where: $where, orderBy: $orderBy, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...RunRow
      }
    }
    all: runs(first: 1) {
      totalCount
    }
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

function whereOf({ status, dataset, search }: RunsView): RunWhere {
  return {
    ...(status ? { status: [status satisfies RunStatus] } : {}),
    ...(dataset ? { datasetName: dataset } : {}),
    ...(search ? { search } : {}),
  };
}

function orderOf({ sort, direction }: RunsView): RunOrder {
  switch (sort) {
    case 'test':
      return { evaluation: { key: 'accuracy', subset: 'TEST' }, direction };
    case 'validation':
      return { metric: 'val_accuracy', aggregate: 'BEST', direction };
    case 'name':
      return { field: 'NAME', direction };
    case 'status':
      return { field: 'STATUS', direction };
    case 'architecture':
      return { field: 'ARCHITECTURE', direction };
    case 'time':
      return { field: 'DURATION', direction };
    case 'started':
      return { field: 'CREATED_AT', direction };
  }
}

/** One page of the runs that the view asks for. */
export function runsQuery(view: RunsView) {
  const after = view.cursors.at(-1) ?? null;
  const variables = { where: whereOf(view), orderBy: [orderOf(view)], first: PAGE_SIZE, after };
  return queryOptions({
    queryKey: ['runs', variables],
    queryFn: ({ signal }) => request(runsDocument, variables, { signal }),
    placeholderData: keepPreviousData,
  });
}

export const datasetNamesQuery = queryOptions({
  queryKey: ['datasets', 'names'],
  queryFn: ({ signal }) => request(datasetNamesDocument, {}, { signal }),
});
