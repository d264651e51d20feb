import type {
  CreateExperimentMutation,
  CreateExperimentMutationVariables,
  ExperimentQuery,
  ExperimentQueryVariables,
} from '../gql/operations.ts';
import { typed } from './document.ts';

export const experimentDocument = typed<ExperimentQuery, ExperimentQueryVariables>(/* GraphQL */ `
  query Experiment($id: ID, $name: String) {
    experiment(id: $id, name: $name) { id name }
  }
`);

export const createExperimentDocument = typed<CreateExperimentMutation, CreateExperimentMutationVariables>(/* GraphQL */ `
  mutation CreateExperiment($input: CreateExperimentInput!) {
    createExperiment(input: $input) { id name }
  }
`);
