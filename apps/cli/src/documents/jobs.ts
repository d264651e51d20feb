import type {
  CancelJobMutation,
  CancelJobMutationVariables,
  ImportDatasetMutation,
  ImportDatasetMutationVariables,
  JobEventsSubscription,
  JobEventsSubscriptionVariables,
  JobQuery,
  JobQueryVariables,
  JobStateQuery,
  JobStateQueryVariables,
} from '../gql/operations.ts';
import { typed } from './document.ts';

const jobState = /* GraphQL */ `
  fragment JobState on Job { id kind status done total }
`;

const jobFields = /* GraphQL */ `
  fragment JobFields on Job {
    __typename id kind status createdAt done total
    error { code message hint }
    problems { item code message hint }
    result {
      __typename id
      ... on DatasetVersion {
        number createdAt imageCount manifestHash
        classes { name count }
        dataset { id name }
        splits {
          id name strategy seed
          counts { subset count }
          certificate { level statement }
        }
      }
    }
  }
`;

export const importDatasetDocument = typed<ImportDatasetMutation, ImportDatasetMutationVariables>(
  /* GraphQL */ `
  mutation ImportDataset($input: ImportDatasetInput!) {
    importDataset(input: $input) { ...JobFields }
  }
`,
  jobFields,
);

export const jobDocument = typed<JobQuery, JobQueryVariables>(
  /* GraphQL */ `
  query Job($id: ID!) {
    node(id: $id) { __typename ...JobFields }
  }
`,
  jobFields,
);

export const jobStateDocument = typed<JobStateQuery, JobStateQueryVariables>(
  /* GraphQL */ `
  query JobState($id: ID!) {
    node(id: $id) { __typename ...JobState }
  }
`,
  jobState,
);

export const jobEventsDocument = typed<JobEventsSubscription, JobEventsSubscriptionVariables>(
  /* GraphQL */ `
  subscription JobEvents($id: ID!) {
    jobEvents(jobId: $id) { ...JobState }
  }
`,
  jobState,
);

export const cancelJobDocument = typed<CancelJobMutation, CancelJobMutationVariables>(
  /* GraphQL */ `
  mutation CancelJob($id: ID!) {
    cancelJob(id: $id) { ...JobFields }
  }
`,
  jobFields,
);
