import { HydrationBoundary, dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { Page } from '../../../components/shell/page.tsx';
import { runQuery } from '../../../features/run/api/run-query.ts';
import { RunFrame } from '../../../features/run/components/run-frame.tsx';
import type { WithId } from '../../../lib/page-props.ts';
import { clientForRequest } from '../../../lib/query/query-client.ts';

export async function generateMetadata({ params }: WithId): Promise<Metadata> {
  const run = await clientForRequest().fetchQuery(runQuery((await params).id));
  return { title: run?.name ?? 'Not found' };
}

export default async function RunLayout({ params, children }: WithId & { readonly children: ReactNode }) {
  const { id } = await params;
  const client = clientForRequest();
  const run = await client.fetchQuery(runQuery(id));
  if (run === null) notFound();
  return (
    <Page trail={[{ label: 'Runs', href: '/runs' }]} here={run.name}>
      <HydrationBoundary state={dehydrate(client)}>
        <RunFrame id={id}>{children}</RunFrame>
      </HydrationBoundary>
    </Page>
  );
}
