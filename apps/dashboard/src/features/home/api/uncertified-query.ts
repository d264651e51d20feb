import { queryOptions } from '@tanstack/react-query';
import type { DatasetCardFragment } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/index.ts';
import { certificateBadge } from '../../../lib/certificate.ts';
import { request } from '../../../lib/graphql/request.ts';

const uncertifiedDocument = graphql(`
  query UncertifiedRuns($splitId: [ID!]!) {
    runs(where: { splitId: $splitId, status: [FINISHED] }, first: 1) {
      totalCount
    }
  }
`);

/** The splits on which a check failed. */
export function uncertifiedSplits(datasets: readonly DatasetCardFragment[]) {
  return datasets
    .flatMap(({ latestVersion }) => latestVersion?.splits ?? [])
    .filter(({ certificate }) => certificateBadge(certificate).look === 'failed');
}

/** How many results stand on splits on which a check failed. */
export function uncertifiedQuery(splitIds: readonly string[]) {
  return queryOptions({
    queryKey: ['runs', 'uncertified', splitIds],
    queryFn: async ({ signal }) => (await request(uncertifiedDocument, { splitId: [...splitIds] }, { signal })).runs.totalCount,
  });
}
