import { graphql } from '../../../gql/index.ts';
import { request } from '../../../lib/graphql/request.ts';

const cancelDocument = graphql(`
  mutation CancelRun($id: ID!) {
    cancelRun(id: $id) {
      id
      status
    }
  }
`);

/** Asks to end a run that waits or trains; the page hears of it by its events. */
export async function cancelRun(id: string): Promise<void> {
  await request(cancelDocument, { id });
}
