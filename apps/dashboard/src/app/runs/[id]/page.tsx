import { HydrationBoundary, dehydrate } from '@tanstack/react-query';
import { mistakesQuery } from '../../../features/predictions/api/predictions-query.ts';
import { MistakesCard } from '../../../features/predictions/components/mistakes-card.tsx';
import { curvesQuery } from '../../../features/run/api/curves-query.ts';
import { RunOverview } from '../../../features/run/components/run-overview.tsx';
import type { WithId } from '../../../lib/page-props.ts';
import { clientForRequest } from '../../../lib/query/query-client.ts';

export default async function RunPage({ params }: WithId) {
  const { id } = await params;
  const client = clientForRequest();
  await Promise.all([client.prefetchQuery(curvesQuery(id)), client.prefetchQuery(mistakesQuery(id))]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RunOverview id={id} mistakes={<MistakesCard runId={id} />} />
    </HydrationBoundary>
  );
}
