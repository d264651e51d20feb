import { HydrationBoundary, dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { PageTitle } from '../../components/shell/page-title.tsx';
import { Page } from '../../components/shell/page.tsx';
import { LaunchButton } from '../../components/ui/launch-button.tsx';
import { datasetNamesQuery, runsQuery } from '../../features/runs/api/runs-query.ts';
import { runsView } from '../../features/runs/api/runs-view.ts';
import { RunsList } from '../../features/runs/components/runs-list.tsx';
import type { WithSearch } from '../../lib/page-props.ts';
import { clientForRequest } from '../../lib/query/query-client.ts';
import { toSearchParams } from '../../lib/url.ts';

export const metadata: Metadata = { title: 'Runs' };

export default async function RunsPage({ searchParams }: WithSearch) {
  const client = clientForRequest();
  const view = runsView(toSearchParams(await searchParams));
  await Promise.all([client.prefetchQuery(runsQuery(view)), client.prefetchQuery(datasetNamesQuery)]);
  return (
    <Page here="Runs">
      <PageTitle title="Runs" actions={<LaunchButton href="/runs/launch" />} />
      <HydrationBoundary state={dehydrate(client)}>
        <RunsList />
      </HydrationBoundary>
    </Page>
  );
}
