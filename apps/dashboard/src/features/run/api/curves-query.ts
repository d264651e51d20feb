import { queryOptions } from '@tanstack/react-query';
import { graphql } from '../../../gql/index.ts';
import { request } from '../../../lib/graphql/request.ts';
import type { Curves } from './curves.ts';

const curvesDocument = graphql(`
  query RunCurves($id: ID!, $keys: [String!], $maxPoints: Int) {
    run(id: $id) {
      id
      lastSeq
      metricSeries(keys: $keys, maxPoints: $maxPoints) {
        key
        unit
        steps
        values
        times
      }
    }
  }
`);

const KEYS = ['loss', 'val_loss', 'accuracy', 'val_accuracy', 'learning_rate'];

/** The curves of a run by epoch. More points than a chart has pixels are left out, the extremes of each bucket kept. */
export function curvesQuery(id: string) {
  return queryOptions({
    queryKey: ['run-curves', id],
    queryFn: async ({ signal }): Promise<Curves> => {
      const { run } = await request(curvesDocument, { id, keys: KEYS, maxPoints: 2000 }, { signal });
      return { lastSeq: run?.lastSeq ?? 0, series: run?.metricSeries ?? [] };
    },
  });
}

export function isShownCurve(key: string): boolean {
  return KEYS.includes(key);
}
