import '../styles/tokens.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/geist-mono/wght.css';
import '../styles/global.css';
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import { HydrationBoundary, dehydrate } from '@tanstack/react-query';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { Providers } from '../components/providers.tsx';
import { Shell } from '../components/shell/shell.tsx';
import { countsQuery } from '../lib/api/counts.ts';
import { activeRunsQuery, trainersQuery } from '../lib/live/active-runs.ts';
import { clientForRequest } from '../lib/query/query-client.ts';
import { inter } from '../styles/fonts.ts';
import { TIME_ZONE_COOKIE, timeZoneOf } from '../lib/time-zone-cookie.ts';

export const dynamic = 'force-dynamic';

export const metadata: Metadata = {
  title: { default: 'Sagittal', template: '%s · Sagittal' },
  description: 'Train, compare and trust medical-image classifiers. Research use only, not a medical device.',
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

export default async function Layout({ children }: { readonly children: ReactNode }) {
  const client = clientForRequest();
  const [jar] = await Promise.all([
    cookies(),
    client.prefetchQuery(activeRunsQuery),
    client.prefetchQuery(trainersQuery),
    client.prefetchQuery(countsQuery),
  ]);
  return (
    <html lang="en" {...mantineHtmlProps} className={inter.variable}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" />
      </head>
      <body>
        <Providers timeZone={timeZoneOf(jar.get(TIME_ZONE_COOKIE)?.value)}>
          <HydrationBoundary state={dehydrate(client)}>
            <Shell>{children}</Shell>
          </HydrationBoundary>
        </Providers>
      </body>
    </html>
  );
}
