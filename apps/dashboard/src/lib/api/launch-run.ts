import type { LaunchRunInput } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { request } from '../graphql/request.ts';

const launchDocument = graphql(`
  mutation LaunchRun($input: LaunchRunInput!) { launchRun(input: $input) { id name } }
`);

/** @throws ApiError whose `field` says which setting is at fault */
export async function launchRun(input: LaunchRunInput): Promise<{ id: string; name: string }> {
  return (await request(launchDocument, { input })).launchRun;
}
