import { queryOptions } from '@tanstack/react-query';
import type { ImageWhere } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/index.ts';
import { ApiError } from '../../../lib/graphql/api-error.ts';
import { request } from '../../../lib/graphql/request.ts';
import { pagesQuery } from '../../../lib/query/pages.ts';

const datasetDocument = graphql(`
  query Dataset($id: ID!) {
    dataset(id: $id) {
      id
      name
      description
      archived
      createdAt
      versions(first: 100) {
        nodes {
          id
          number
          createdAt
          imageCount
          manifestHash
          createdBy {
            name
          }
          classes {
            name
            count
          }
          splits {
            ...SplitFields
          }
          importJob {
            id
            status
            problems {
              item
              code
              message
              hint
            }
          }
        }
      }
    }
  }
`);

const imagesDocument = graphql(`
  query DatasetImages($versionId: ID!, $where: ImageWhere, $first: Int!, $after: String) {
    node(id: $versionId) {
      id
      ... on DatasetVersion {
        images(where: $where, first: $first, after: $after) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            id
            path
            label
            group
            sha256
            width
            height
            bytes
            url
            thumbnailUrl
          }
        }
      }
    }
  }
`);

const archiveDocument = graphql(`
  mutation ArchiveDataset($id: ID!) {
    archiveDataset(id: $id) {
      id
      archived
    }
  }
`);

const restoreDocument = graphql(`
  mutation RestoreDataset($id: ID!) {
    restoreDataset(id: $id) {
      id
      archived
    }
  }
`);

/** One dataset with its versions and their splits, newest version first; null where there is none of this id. */
export function datasetQuery(id: string) {
  return queryOptions({
    queryKey: ['datasets', 'one', id],
    queryFn: async ({ signal }) => {
      const { dataset } = await request(datasetDocument, { id }, { signal });
      return dataset && { ...dataset, versions: dataset.versions.nodes.toSorted((a, b) => b.number - a.number) };
    },
  });
}

export type DatasetDetail = NonNullable<Awaited<ReturnType<NonNullable<ReturnType<typeof datasetQuery>['queryFn']>>>>;
export type Version = DatasetDetail['versions'][number];

const PAGE = 60;

/** The images of a version, page by page. */
export function imagesQuery(versionId: string, where: ImageWhere) {
  return pagesQuery(['dataset-images', versionId, where], async (after, signal) => {
    const { node } = await request(imagesDocument, { versionId, where, first: PAGE, after }, { signal });
    if (!node || !('images' in node)) throw new ApiError('There is no such version.', { code: 'NOT_FOUND' });
    return node.images;
  });
}

/** Puts a dataset away, or takes it back: no run can be launched on it meanwhile, and nothing is deleted. */
export async function setArchived(id: string, archived: boolean): Promise<void> {
  await (archived ? request(archiveDocument, { id }) : request(restoreDocument, { id }));
}
