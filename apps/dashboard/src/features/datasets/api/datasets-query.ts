import { queryOptions } from '@tanstack/react-query';
import { graphql } from '../../../gql/index.ts';
import { request } from '../../../lib/graphql/request.ts';

const datasetsDocument = graphql(`
  query Datasets($includeArchived: Boolean!) {
    datasets(includeArchived: $includeArchived, first: 200) {
      totalCount
      nodes {
        ...DatasetCard
      }
    }
  }
`);

/** All datasets; with those archived where wanted. */
export function datasetsQuery(includeArchived: boolean) {
  return queryOptions({
    queryKey: ['datasets', 'list', includeArchived],
    queryFn: ({ signal }) => request(datasetsDocument, { includeArchived }, { signal }),
  });
}
