import { HydrationBoundary, dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Page } from '../../../components/shell/page.tsx';
import { datasetQuery, imagesQuery } from '../../../features/dataset/api/dataset-query.ts';
import { chosen, datasetView, imageWhere } from '../../../features/dataset/api/dataset-view.ts';
import { DatasetDetail } from '../../../features/dataset/components/dataset-detail.tsx';
import { ImportDialog } from '../../../features/import/components/import-dialog.tsx';
import type { WithId, WithSearch } from '../../../lib/page-props.ts';
import { clientForRequest } from '../../../lib/query/query-client.ts';
import { toSearchParams } from '../../../lib/url.ts';

export async function generateMetadata({ params }: WithId): Promise<Metadata> {
  const dataset = await clientForRequest().fetchQuery(datasetQuery((await params).id));
  return { title: dataset?.name ?? 'Not found' };
}

export default async function DatasetPage({ params, searchParams }: WithId & WithSearch) {
  const { id } = await params;
  const client = clientForRequest();
  const dataset = await client.fetchQuery(datasetQuery(id));
  if (dataset === null) notFound();
  const view = datasetView(toSearchParams(await searchParams));
  const { version, split } = chosen(dataset.versions, view);
  if (version) await client.prefetchInfiniteQuery(imagesQuery(version.id, imageWhere(view, split?.id ?? null)));
  return (
    <Page trail={[{ label: 'Datasets', href: '/datasets' }]} here={dataset.name}>
      <HydrationBoundary state={dehydrate(client)}>
        <DatasetDetail id={id} />
        <ImportDialog dataset={{ id, name: dataset.name }} />
      </HydrationBoundary>
    </Page>
  );
}
