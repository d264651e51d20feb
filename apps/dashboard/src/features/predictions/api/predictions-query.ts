import { queryOptions } from '@tanstack/react-query';
import { graphql } from '../../../gql/index.ts';
import { ApiError } from '../../../lib/graphql/api-error.ts';
import { request } from '../../../lib/graphql/request.ts';
import { pagesQuery } from '../../../lib/query/pages.ts';
import { type PredictionsView, whereOf } from './predictions-view.ts';

graphql(`
  fragment PredictionFields on Prediction {
    id
    label
    predictedLabel
    correct
    scores
    image {
      id
      path
      sha256
      width
      height
      bytes
      url
      thumbnailUrl
    }
  }
`);

const evaluationsDocument = graphql(`
  query RunEvaluations($id: ID!) {
    run(id: $id) {
      id
      name
      status
      evaluations {
        id
        subset
        imageCount
        classes
      }
    }
  }
`);

const predictionsDocument = graphql(`
  query Predictions($evaluationId: ID!, $where: PredictionWhere, $orderBy: PredictionOrder, $first: Int!, $after: String) {
    node(id: $evaluationId) {
      id
      ... on Evaluation {
        predictions(where: $where, orderBy: $orderBy, first: $first, after: $after) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            ...PredictionFields
          }
        }
      }
    }
  }
`);

const predictionDocument = graphql(`
  query Prediction($id: ID!) {
    node(id: $id) {
      id
      ... on Prediction {
        ...PredictionFields
      }
    }
  }
`);

const mistakesDocument = graphql(`
  query Mistakes($id: ID!) {
    run(id: $id) {
      id
      evaluations {
        id
        subset
        imageCount
        classes
        predictions(where: { correct: false }, orderBy: MOST_WRONG, first: 9) {
          totalCount
          nodes {
            ...PredictionFields
          }
        }
      }
    }
  }
`);

const PAGE = 60;

/** What a run was evaluated on. */
export function evaluationsQuery(runId: string) {
  return queryOptions({
    queryKey: ['predictions', 'evaluations', runId],
    queryFn: async ({ signal }) => (await request(evaluationsDocument, { id: runId }, { signal })).run,
  });
}

/** The predictions of one evaluation, page by page. */
export function predictionsQuery(evaluationId: string, view: PredictionsView) {
  const where = whereOf(view);
  return pagesQuery(['predictions', 'list', evaluationId, where, view.order], async (after, signal) => {
    const variables = { evaluationId, where, orderBy: view.order, first: PAGE, after };
    const { node } = await request(predictionsDocument, variables, { signal });
    if (!node || !('predictions' in node)) throw new ApiError('There is no such evaluation.', { code: 'NOT_FOUND' });
    return node.predictions;
  });
}

/** One prediction, for a link to it that its list has not reached. */
export function predictionQuery(id: string) {
  return queryOptions({
    queryKey: ['predictions', 'one', id],
    queryFn: async ({ signal }) => {
      const { node } = await request(predictionDocument, { id }, { signal });
      return node && 'scores' in node ? node : null;
    },
  });
}

/** The surest mistakes on each subset that a run was evaluated on. */
export function mistakesQuery(runId: string) {
  return queryOptions({
    queryKey: ['predictions', 'mistakes', runId],
    queryFn: async ({ signal }) => (await request(mistakesDocument, { id: runId }, { signal })).run,
  });
}
