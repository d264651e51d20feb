import { HydrationBoundary, dehydrate } from '@tanstack/react-query';
import { IconUpload } from '@tabler/icons-react';
import type { Metadata } from 'next';
import { PageTitle } from '../../components/shell/page-title.tsx';
import { Page } from '../../components/shell/page.tsx';
import { LinkButton } from '../../components/ui/link-button.tsx';
import { datasetsQuery } from '../../features/datasets/api/datasets-query.ts';
import { DatasetsList } from '../../features/datasets/components/datasets-list.tsx';
import { activeJobsQuery } from '../../features/import/api/import-query.ts';
import { ActiveImports } from '../../features/import/components/active-imports.tsx';
import { ImportDialog } from '../../features/import/components/import-dialog.tsx';
import type { WithSearch } from '../../lib/page-props.ts';
import { clientForRequest } from '../../lib/query/query-client.ts';

export const metadata: Metadata = { title: 'Datasets' };

export default async function DatasetsPage({ searchParams }: WithSearch) {
  const client = clientForRequest();
  const { archived } = await searchParams;
  await Promise.all([client.prefetchQuery(datasetsQuery(archived === '1')), client.prefetchQuery(activeJobsQuery)]);
  return (
    <Page here="Datasets">
      <PageTitle
        title="Datasets"
        actions={
          <LinkButton href="/datasets?import=new" variant="filled" leftSection={<IconUpload size={14} aria-hidden />}>
            Import a dataset
          </LinkButton>
        }
      />
      <HydrationBoundary state={dehydrate(client)}>
        <ActiveImports />
        <DatasetsList />
        <ImportDialog />
      </HydrationBoundary>
    </Page>
  );
}
