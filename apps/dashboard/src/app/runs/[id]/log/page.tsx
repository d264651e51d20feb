import { HydrationBoundary, dehydrate } from '@tanstack/react-query';
import { logQuery } from '../../../../features/run/api/log-query.ts';
import { LogCard } from '../../../../features/run/components/log-card.tsx';
import type { WithId } from '../../../../lib/page-props.ts';
import { clientForRequest } from '../../../../lib/query/query-client.ts';

export default async function LogPage({ params }: WithId) {
  const { id } = await params;
  const client = clientForRequest();
  await client.prefetchQuery(logQuery(id));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <LogCard id={id} />
    </HydrationBoundary>
  );
}
