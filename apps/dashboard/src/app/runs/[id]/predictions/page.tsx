import { HydrationBoundary, dehydrate } from '@tanstack/react-query';
import { evaluationsQuery, predictionsQuery } from '../../../../features/predictions/api/predictions-query.ts';
import { evaluationShown, predictionsView } from '../../../../features/predictions/api/predictions-view.ts';
import { PredictionsGallery } from '../../../../features/predictions/components/predictions-gallery.tsx';
import type { WithId, WithSearch } from '../../../../lib/page-props.ts';
import { clientForRequest } from '../../../../lib/query/query-client.ts';
import { toSearchParams } from '../../../../lib/url.ts';

export default async function PredictionsPage({ params, searchParams }: WithId & WithSearch) {
  const { id } = await params;
  const client = clientForRequest();
  const view = predictionsView(toSearchParams(await searchParams));
  const run = await client.fetchQuery(evaluationsQuery(id));
  const evaluation = evaluationShown(run?.evaluations ?? [], view);
  if (evaluation) await client.prefetchInfiniteQuery(predictionsQuery(evaluation.id, view));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PredictionsGallery runId={id} />
    </HydrationBoundary>
  );
}
