import { queryOptions } from '@tanstack/react-query';
import { graphql } from '../../../gql/index.ts';
import { request } from '../../../lib/graphql/request.ts';

const logDocument = graphql(`
  query RunLog($id: ID!, $first: Int!) {
    run(id: $id) {
      id
      status
      log(first: $first) {
        totalCount
        nodes {
          at
          level
          message
        }
      }
    }
  }
`);

/** The newest lines of a run's log, newest first. */
export function logQuery(id: string, first = 500) {
  return queryOptions({
    queryKey: ['run-log', id, first],
    queryFn: async ({ signal }) => (await request(logDocument, { id, first }, { signal })).run,
  });
}
