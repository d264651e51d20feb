import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { graphql } from '../../../gql/index.ts';
import { request } from '../../../lib/graphql/request.ts';

const paletteDocument = graphql(`
  query Palette($search: String) {
    runs(where: { search: $search }, first: 6) {
      nodes {
        id
        name
        status
        colour
        mark
        evaluations {
          id
          subset
          imageCount
          metrics {
            key
            value
            low
            high
            method
          }
        }
      }
    }
    datasets(search: $search, first: 4) {
      nodes {
        id
        name
        latestVersion {
          id
          imageCount
        }
      }
    }
    presets {
      name
      title
    }
  }
`);

/** What has these words in its name; without any, what is newest. */
export function paletteQuery(search: string) {
  return queryOptions({
    queryKey: ['runs', 'palette', search],
    queryFn: ({ signal }) => request(paletteDocument, { search: search === '' ? null : search }, { signal }),
    placeholderData: keepPreviousData,
  });
}
