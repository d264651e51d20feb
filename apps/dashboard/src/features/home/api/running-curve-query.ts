import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { graphql } from '../../../gql/index.ts';
import { request } from '../../../lib/graphql/request.ts';

const curveDocument = graphql(`
  query RunningCurve($id: ID!) {
    run(id: $id) {
      id
      metricSeries(keys: ["val_accuracy"], maxPoints: 400) {
        key
        steps
        values
      }
      metrics(keys: ["val_accuracy"]) {
        key
        best
        bestStep
      }
    }
  }
`);

/** Validation accuracy of a run that trains: asked again at each epoch, for it changes with no other step. */
export function runningCurveQuery(id: string, epoch: number | null) {
  return queryOptions({
    queryKey: ['running-curve', id, epoch],
    queryFn: async ({ signal }) => (await request(curveDocument, { id }, { signal })).run,
    placeholderData: keepPreviousData,
  });
}
