'use client';
import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ClockProvider } from '../lib/clock.tsx';
import { LiveRuns } from '../lib/live/live-runs.tsx';
import { clientForProvider } from '../lib/query/query-client.ts';
import { cssVariables, theme } from '../styles/theme.ts';
import { Overlays } from './shell/overlays.tsx';
import { tellRunEnded } from './shell/run-notices.tsx';

/** What every component may rely on: the theme, the query client, dialogs, notices, the reader's clock and live updates. */
export function Providers({ timeZone, children }: { readonly timeZone: string; readonly children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={clientForProvider()}>
        <ClockProvider timeZone={timeZone}>
          <ModalsProvider modalProps={{ closeButtonProps: { 'aria-label': 'Close' }, transitionProps: { duration: 0 } }}>
            <Notifications position="bottom-right" autoClose={8000} />
            <LiveRuns onEnded={(id) => void tellRunEnded(id)} />
            <Overlays>{children}</Overlays>
          </ModalsProvider>
        </ClockProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
