import { queryOptions } from '@tanstack/react-query';
import { graphql } from '../../gql/index.ts';
import { request } from '../graphql/request.ts';

const countsDocument = graphql(`
  query Counts {
    runs(first: 1) { totalCount }
    datasets(first: 1) { totalCount }
  }
`);

/** How many runs and datasets there are. Its key begins as those of the lists of runs do, and is renewed with them. */
export const countsQuery = queryOptions({
  queryKey: ['runs', 'counts'],
  queryFn: async ({ signal }) => {
    const { runs, datasets } = await request(countsDocument, {}, { signal });
    return { runs: runs.totalCount, datasets: datasets.totalCount };
  },
});
