import { HydrationBoundary, dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { PageTitle } from '../../../components/shell/page-title.tsx';
import { Page } from '../../../components/shell/page.tsx';
import { launchFromQuery, launchOptionsQuery } from '../../../features/launch/api/launch-query.ts';
import { LaunchForm } from '../../../features/launch/components/launch-form.tsx';
import type { WithSearch } from '../../../lib/page-props.ts';
import { clientForRequest } from '../../../lib/query/query-client.ts';
import { toSearchParams } from '../../../lib/url.ts';

export const metadata: Metadata = { title: 'Launch a run' };

export default async function LaunchPage({ searchParams }: WithSearch) {
  const client = clientForRequest();
  const params = toSearchParams(await searchParams);
  const from = params.get('from');
  await Promise.all([
    client.prefetchQuery(launchOptionsQuery),
    from === null ? undefined : client.prefetchQuery(launchFromQuery(from)),
  ]);
  return (
    <Page trail={[{ label: 'Runs', href: '/runs' }]} here="Launch">
      <PageTitle title="Launch a run" />
      <HydrationBoundary state={dehydrate(client)}>
        <LaunchForm splitId={params.get('split')} presetName={params.get('preset')} fromId={from} />
      </HydrationBoundary>
    </Page>
  );
}
