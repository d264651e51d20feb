import type {
  CancelRunMutation,
  CancelRunMutationVariables,
  CheckRecipeQuery,
  CheckRecipeQueryVariables,
  LaunchRunMutation,
  LaunchRunMutationVariables,
  PredictionsQuery,
  PredictionsQueryVariables,
  RunEventsSubscription,
  RunEventsSubscriptionVariables,
  RunExportQuery,
  RunExportQueryVariables,
  RunFilesQuery,
  RunFilesQueryVariables,
  RunQuery,
  RunQueryVariables,
  RunsQuery,
  RunsQueryVariables,
  RunStateQuery,
  RunStateQueryVariables,
} from '../gql/operations.ts';
import { typed } from './document.ts';

const runState = /* GraphQL */ `
  fragment RunState on Run {
    id status lastSeq queuePosition
    progress { phase done total epoch epochs step stepsPerEpoch imagesPerSecond etaSeconds }
    metrics(keys: ["val_accuracy", "val_loss"]) { key last lastStep }
  }
`;

const runFields = /* GraphQL */ `
  fragment RunFields on Run {
    __typename id name notes status preset architecture
    experiment { id name }
    split { id name strategy seed datasetVersion { id number dataset { id name } } }
    recipe
    tags { key value }
    createdAt startedAt finishedAt
    totalParameters trainableParameters
    error { code message hint }
    environment { engine engineVersion device threads reason trainer weightsHash weightsStory codeVersion }
    metrics { key goal unit last min max best lastStep bestStep count nonFinite }
    evaluations {
      id subset imageCount classes confusion createdAt
      checkpoint { id kind epoch }
      certificate { level statement }
      metrics { key value low high method nonFinite }
      perClass {
        className support
        sensitivity { key value low high method }
        specificity { key value low high method }
        precision { key value low high method }
        f1 { key value low high method }
      }
    }
  }
`;

export const checkRecipeDocument = typed<CheckRecipeQuery, CheckRecipeQueryVariables>(/* GraphQL */ `
  query CheckRecipe($splitId: ID, $preset: String, $recipe: JSON) {
    checkRecipe(splitId: $splitId, preset: $preset, recipe: $recipe) { problems { path severity code message hint } }
  }
`);

export const launchRunDocument = typed<LaunchRunMutation, LaunchRunMutationVariables>(
  /* GraphQL */ `
  mutation LaunchRun($input: LaunchRunInput!) {
    launchRun(input: $input) { ...RunFields }
  }
`,
  runFields,
);

export const cancelRunDocument = typed<CancelRunMutation, CancelRunMutationVariables>(
  /* GraphQL */ `
  mutation CancelRun($id: ID!) {
    cancelRun(id: $id) { ...RunFields }
  }
`,
  runFields,
);

export const runDocument = typed<RunQuery, RunQueryVariables>(
  /* GraphQL */ `
  query Run($id: ID!) {
    run(id: $id) { ...RunFields }
  }
`,
  runFields,
);

export const runStateDocument = typed<RunStateQuery, RunStateQueryVariables>(
  /* GraphQL */ `
  query RunState($id: ID!) {
    run(id: $id) { ...RunState }
  }
`,
  runState,
);

export const runEventsDocument = typed<RunEventsSubscription, RunEventsSubscriptionVariables>(
  /* GraphQL */ `
  subscription RunEvents($id: ID!, $afterSeq: SafeInt) {
    runEvents(runId: $id, afterSeq: $afterSeq) { seq run { ...RunState } }
  }
`,
  runState,
);

export const runsDocument = typed<RunsQuery, RunsQueryVariables>(/* GraphQL */ `
  query Runs($where: RunWhere, $first: Int, $after: String) {
    runs(where: $where, orderBy: [{ field: CREATED_AT, direction: DESC }], first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        __typename id name status preset architecture createdAt startedAt finishedAt
        experiment { id name }
        split { id name datasetVersion { number dataset { id name } } }
        error { code message }
        evaluations { subset imageCount metrics { key value low high method } }
      }
    }
  }
`);

export const runExportDocument = typed<RunExportQuery, RunExportQueryVariables>(
  /* GraphQL */ `
  query RunExport($id: ID!) {
    run(id: $id) {
      ...RunFields
      timeline { at kind epoch step message }
      checkpoints { id kind epoch step bytes sha256 createdAt }
      artifacts { name bytes sha256 url }
    }
    curves: run(id: $id) {
      metricSeries { key goal unit steps values times nonFinite { index value } }
    }
    data: run(id: $id) {
      split {
        id name strategy seed createdAt
        counts { subset count classes { name count } }
        datasetVersion { id number manifestHash imageCount }
        certificate {
          level statement checkedAt
          checks { kind between status crossing threshold algorithmVersion }
        }
      }
    }
  }
`,
  runFields,
);

export const runFilesDocument = typed<RunFilesQuery, RunFilesQueryVariables>(/* GraphQL */ `
  query RunFiles($id: ID!) {
    run(id: $id) { id name status artifacts { name bytes sha256 url } }
  }
`);

export const predictionsDocument = typed<PredictionsQuery, PredictionsQueryVariables>(/* GraphQL */ `
  query Predictions($evaluationId: ID!, $first: Int!, $after: String) {
    node(id: $evaluationId) {
      __typename
      ... on Evaluation {
        predictions(orderBy: PATH, first: $first, after: $after) {
          pageInfo { hasNextPage endCursor }
          nodes { label predictedLabel correct scores image { id path sha256 } }
        }
      }
    }
  }
`);
