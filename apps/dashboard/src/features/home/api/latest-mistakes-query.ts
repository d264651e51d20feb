import { queryOptions } from '@tanstack/react-query';
import { graphql } from '../../../gql/index.ts';
import { request } from '../../../lib/graphql/request.ts';

const mistakesDocument = graphql(`
  query LatestMistakes($evaluationId: ID!) {
    node(id: $evaluationId) {
      id
      ... on Evaluation {
        imageCount
        classes
        predictions(where: { correct: false }, orderBy: MOST_WRONG, first: 7) {
          totalCount
          nodes {
            id
            label
            predictedLabel
            correct
            scores
            image {
              id
              path
              thumbnailUrl
            }
          }
        }
      }
    }
  }
`);

/** The first images that an evaluation got wrong, with how many there are. */
export function latestMistakesQuery(evaluationId: string) {
  return queryOptions({
    queryKey: ['latest-mistakes', evaluationId],
    queryFn: async ({ signal }) => {
      const { node } = await request(mistakesDocument, { evaluationId }, { signal });
      return node && 'predictions' in node ? node : null;
    },
    staleTime: Infinity,
  });
}
