import { HydrationBoundary, dehydrate } from '@tanstack/react-query';
import { Page } from '../components/shell/page.tsx';
import { homeQuery } from '../features/home/api/home-query.ts';
import { latestMistakesQuery } from '../features/home/api/latest-mistakes-query.ts';
import { uncertifiedQuery, uncertifiedSplits } from '../features/home/api/uncertified-query.ts';
import { Home } from '../features/home/components/home.tsx';
import { clientForRequest } from '../lib/query/query-client.ts';

export default async function HomePage() {
  const client = clientForRequest();
  await client.prefetchQuery(homeQuery);
  const home = client.getQueryData(homeQuery.queryKey);
  const test = home?.results.nodes[0]?.evaluations.find(({ subset }) => subset === 'TEST');
  const uncertified = uncertifiedSplits(home?.datasets.nodes ?? []).map(({ id }) => id);
  // what stands below them must not move when they come
  await Promise.all([
    test ? client.prefetchQuery(latestMistakesQuery(test.id)) : undefined,
    uncertified.length > 0 ? client.prefetchQuery(uncertifiedQuery(uncertified)) : undefined,
  ]);
  return (
    <Page here="Home">
      <HydrationBoundary state={dehydrate(client)}>
        <Home />
      </HydrationBoundary>
    </Page>
  );
}
