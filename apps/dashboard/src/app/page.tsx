import { HydrationBoundary, dehydrate } from '@tanstack/react-query';
import { Page } from '../components/shell/page.tsx';
import { homeQuery } from '../features/home/api/home-query.ts';
import { Home } from '../features/home/components/home.tsx';
import { clientForRequest } from '../lib/query/query-client.ts';

export default async function HomePage() {
  const client = clientForRequest();
  await client.prefetchQuery(homeQuery);
  return (
    <Page here="Home">
      <HydrationBoundary state={dehydrate(client)}>
        <Home />
      </HydrationBoundary>
    </Page>
  );
}
