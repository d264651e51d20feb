import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ImportDatasetInput } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/index.ts';
import { request } from '../../../lib/graphql/request.ts';

graphql(`
  fragment JobFields on Job {
    id
    kind
    status
    createdAt
    done
    total
    error {
      code
      message
      hint
    }
    problems {
      item
      code
      message
      hint
    }
    result {
      id
      ... on DatasetVersion {
        number
        imageCount
        dataset {
          id
          name
        }
      }
    }
  }
`);

const foldersDocument = graphql(`
  query Folders($path: String) {
    folders(path: $path) {
      path
      name
      images
      folders
      readable
    }
  }
`);

const importDocument = graphql(`
  mutation ImportDataset($input: ImportDatasetInput!) {
    importDataset(input: $input) {
      ...JobFields
    }
  }
`);

const jobDocument = graphql(`
  query Job($id: ID!) {
    node(id: $id) {
      id
      ... on Job {
        ...JobFields
      }
    }
  }
`);

const activeJobsDocument = graphql(`
  query ActiveJobs {
    jobs(status: [QUEUED, RUNNING], first: 20) {
      nodes {
        ...JobFields
      }
    }
  }
`);

const cancelDocument = graphql(`
  mutation CancelJob($id: ID!) {
    cancelJob(id: $id) {
      ...JobFields
    }
  }
`);

/** The folders inside a folder of the server; without a path, where one may begin. */
export function foldersQuery(path: string | null) {
  return queryOptions({
    queryKey: ['folders', path],
    queryFn: async ({ signal }) => (await request(foldersDocument, { path }, { signal })).folders,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

export function jobQuery(id: string) {
  return queryOptions({
    queryKey: ['job', id],
    queryFn: async ({ signal }) => {
      const { node } = await request(jobDocument, { id }, { signal });
      return node && 'status' in node ? node : null;
    },
  });
}

/** Imports that wait or run. */
export const activeJobsQuery = queryOptions({
  queryKey: ['jobs', 'active'],
  queryFn: async ({ signal }) => (await request(activeJobsDocument, {}, { signal })).jobs.nodes,
  refetchInterval: ({ state }) => ((state.data?.length ?? 0) > 0 ? 2_000 : 15_000),
});

/** @throws ApiError for what can be seen at once: a folder that is not there, a name that is taken */
export async function startImport(input: ImportDatasetInput) {
  return (await request(importDocument, { input })).importDataset;
}

export async function cancelJob(id: string) {
  return (await request(cancelDocument, { id })).cancelJob;
}
