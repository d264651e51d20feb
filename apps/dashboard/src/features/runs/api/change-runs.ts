import { graphql } from '../../../gql/index.ts';
import { request } from '../../../lib/graphql/request.ts';

const deleteDocument = graphql(`
  mutation DeleteRun($id: ID!) {
    deleteRun(id: $id) { id deletedAt }
  }
`);

const restoreDocument = graphql(`
  mutation RestoreRun($id: ID!) {
    restoreRun(id: $id) { id deletedAt }
  }
`);

const tagsDocument = graphql(`
  mutation SetRunTags($id: ID!, $tags: [TagInput!]!) {
    setRunTags(id: $id, tags: $tags) { id tags { key value } }
  }
`);

interface Outcome {
  readonly done: readonly string[];
  /** Why the first of the others was not changed. */
  readonly error: unknown;
}

const AT_ONCE = 8;

/** Does the same to each, a few at a time; one that is refused does not keep the others from it. */
async function each(ids: readonly string[], change: (id: string) => Promise<unknown>): Promise<Outcome> {
  const done: string[] = [];
  let error: unknown = null;
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    const results = await Promise.allSettled(some.map(change));
    results.forEach((result, index) => {
      const id = some[index];
      if (result.status === 'rejected') error ??= result.reason;
      else if (id !== undefined) done.push(id);
    });
  }
  return { done, error };
}

/** To the bin. Those that wait or train are refused. */
export function binRuns(ids: readonly string[]): Promise<Outcome> {
  return each(ids, (id) => request(deleteDocument, { id }));
}

/** Out of the bin. */
export function restoreRuns(ids: readonly string[]): Promise<Outcome> {
  return each(ids, (id) => request(restoreDocument, { id }));
}

interface Tagged {
  readonly id: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

/** Gives each run one tag, in the place of its tag of the same key. */
export function tagRuns(runs: readonly Tagged[], tag: { readonly key: string; readonly value: string }): Promise<Outcome> {
  const tags = new Map(runs.map((run) => [run.id, run.tags]));
  return each([...tags.keys()], (id) => {
    const others = (tags.get(id) ?? []).filter(({ key }) => key !== tag.key);
    return request(tagsDocument, { id, tags: [...others.map(({ key, value }) => ({ key, value })), tag] });
  });
}
