import { graphql } from '../../../gql/index.ts';
import { request } from '../../../lib/graphql/request.ts';

const updateDocument = graphql(`
  mutation UpdateRun($id: ID!, $input: UpdateRunInput!) {
    updateRun(id: $id, input: $input) {
      id
      name
      notes
    }
  }
`);

const binDocument = graphql(`
  mutation BinRun($id: ID!) {
    deleteRun(id: $id) {
      id
    }
  }
`);

const unbinDocument = graphql(`
  mutation UnbinRun($id: ID!) {
    restoreRun(id: $id) {
      id
    }
  }
`);

/** Another name or other notes. @throws ApiError whose `field` says which is at fault */
export async function updateRun(id: string, input: { readonly name?: string; readonly notes?: string | null }): Promise<void> {
  await request(updateDocument, { id, input });
}

/** To the bin, or out of it. @throws ApiError CONFLICT for a run that waits or trains */
export async function setBinned(id: string, binned: boolean): Promise<void> {
  await (binned ? request(binDocument, { id }) : request(unbinDocument, { id }));
}
