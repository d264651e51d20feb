import { queryOptions } from '@tanstack/react-query';
import { graphql } from '../../../gql/index.ts';
import { request } from '../../../lib/graphql/request.ts';

const homeDocument = graphql(`
  query Home {
    all: runs(first: 1) {
      totalCount
    }
    results: runs(where: { status: [FINISHED] }, orderBy: [{ field: FINISHED_AT, direction: DESC }], first: 8) {
      totalCount
      nodes {
        ...RunRow
      }
    }
    failed: runs(where: { status: [FAILED] }, orderBy: [{ field: FINISHED_AT, direction: DESC }], first: 3) {
      nodes {
        id
        name
        finishedAt
        error {
          code
          message
          hint
        }
      }
    }
    datasets(first: 4) {
      totalCount
      nodes {
        ...DatasetCard
      }
    }
    jobs(status: [QUEUED, RUNNING], first: 10) {
      nodes {
        id
        kind
        status
        done
        total
      }
    }
  }
`);

const demoDocument = graphql(`
  query DemoImages($id: ID!) {
    node(id: $id) {
      id
      ... on DatasetVersion {
        images(first: 240) {
          nodes {
            id
            path
            label
            thumbnailUrl
          }
        }
      }
    }
  }
`);

/** What runs, what came out, what there is to train on. While an import runs, it is asked again. */
export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: ({ signal }) => request(homeDocument, {}, { signal }),
  refetchInterval: ({ state }) =>
    (state.data?.jobs.nodes.length ?? 0) > 0 || state.data?.datasets.totalCount === 0 ? 2_000 : false,
});

/** Images of a version, for the first page that a newcomer sees. */
export function demoImagesQuery(versionId: string) {
  return queryOptions({
    queryKey: ['demo-images', versionId],
    queryFn: async ({ signal }) => {
      const { node } = await request(demoDocument, { id: versionId }, { signal });
      return node && 'images' in node ? node.images.nodes : [];
    },
    staleTime: Infinity,
  });
}
