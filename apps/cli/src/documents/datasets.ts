import type {
  CreateSplitMutation,
  CreateSplitMutationVariables,
  DatasetQuery,
  DatasetQueryVariables,
  DatasetsQuery,
  DatasetsQueryVariables,
  DatasetVersionQuery,
  DatasetVersionQueryVariables,
  ImagesQuery,
  ImagesQueryVariables,
} from '../gql/operations.ts';
import { typed } from './document.ts';

const splitFields = /* GraphQL */ `
  fragment SplitFields on Split {
    __typename id name strategy seed createdAt
    counts { subset count classes { name count } }
    certificate {
      level statement checkedAt
      checks { kind between status crossing threshold algorithmVersion }
    }
    datasetVersion { id number dataset { id name } }
  }
`;

const versionFields = /* GraphQL */ `
  fragment VersionFields on DatasetVersion {
    __typename id number createdAt imageCount manifestHash
    classes { name count }
    dataset { id name archived }
    splits { id name strategy seed }
  }
`;

export const datasetsDocument = typed<DatasetsQuery, DatasetsQueryVariables>(
  /* GraphQL */ `
  query Datasets($search: String, $includeArchived: Boolean, $first: Int, $after: String) {
    datasets(search: $search, includeArchived: $includeArchived, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { __typename id name description archived createdAt latestVersion { ...VersionFields } }
    }
  }
`,
  versionFields,
);

export const datasetDocument = typed<DatasetQuery, DatasetQueryVariables>(
  /* GraphQL */ `
  query Dataset($id: ID, $name: String) {
    dataset(id: $id, name: $name) { id name archived latestVersion { ...VersionFields } }
  }
`,
  versionFields,
);

export const datasetVersionDocument = typed<DatasetVersionQuery, DatasetVersionQueryVariables>(
  /* GraphQL */ `
  query DatasetVersion($id: ID!) {
    node(id: $id) { __typename ...VersionFields }
  }
`,
  versionFields,
);

export const createSplitDocument = typed<CreateSplitMutation, CreateSplitMutationVariables>(
  /* GraphQL */ `
  mutation CreateSplit($input: CreateSplitInput!) {
    createSplit(input: $input) { ...SplitFields }
  }
`,
  splitFields,
);

export const imagesDocument = typed<ImagesQuery, ImagesQueryVariables>(/* GraphQL */ `
  query Images($versionId: ID!, $where: ImageWhere, $first: Int!, $after: String) {
    node(id: $versionId) {
      __typename
      ... on DatasetVersion {
        images(where: $where, first: $first, after: $after) {
          pageInfo { hasNextPage endCursor }
          nodes { id path label group sha256 bytes width height }
        }
      }
    }
  }
`);
