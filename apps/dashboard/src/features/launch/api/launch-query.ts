import { queryOptions } from '@tanstack/react-query';
import { graphql } from '../../../gql/index.ts';
import { request } from '../../../lib/graphql/request.ts';

const optionsDocument = graphql(`
  query LaunchOptions {
    datasets(first: 200) {
      nodes {
        id
        name
        latestVersion {
          id
          number
          splits {
            ...SplitFields
          }
        }
      }
    }
    presets {
      name
      title
      paper
      recipe
    }
    architectures {
      name
      weights {
        name
        available
        downloadable
        bytes
        source
      }
    }
    experiments(first: 200) {
      nodes {
        id
        name
      }
    }
  }
`);

const splitDocument = graphql(`
  query LaunchSplit($id: ID!) {
    node(id: $id) {
      id
      ... on Split {
        ...SplitFields
      }
    }
  }
`);

const runDocument = graphql(`
  query LaunchFrom($id: ID!) {
    run(id: $id) {
      id
      name
      preset
      recipe
      split {
        id
      }
      experiment {
        name
      }
    }
  }
`);

/** What a run can be launched on and with. */
export const launchOptionsQuery = queryOptions({
  queryKey: ['launch', 'options'],
  queryFn: ({ signal }) => request(optionsDocument, {}, { signal }),
});

export type LaunchOptions = Awaited<ReturnType<NonNullable<(typeof launchOptionsQuery)['queryFn']>>>;
export type LaunchSplit = NonNullable<LaunchOptions['datasets']['nodes'][number]['latestVersion']>['splits'][number];

/** A split by its id: it may be one of an older version, which the options do not list. */
export function launchSplitQuery(id: string) {
  return queryOptions({
    queryKey: ['launch', 'split', id],
    queryFn: async ({ signal }): Promise<LaunchSplit | null> => {
      const { node } = await request(splitDocument, { id }, { signal });
      return node && 'strategy' in node ? node : null;
    },
  });
}

/** The run of which a variant is to be launched. */
export function launchFromQuery(id: string) {
  return queryOptions({
    queryKey: ['launch', 'from', id],
    queryFn: async ({ signal }) => (await request(runDocument, { id }, { signal })).run,
  });
}
