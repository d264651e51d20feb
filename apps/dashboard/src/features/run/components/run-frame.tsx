'use client';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Problem } from '../../../components/ui/problem.tsx';
import { runQuery } from '../api/run-query.ts';
import { useRunEvents } from '../api/use-run-events.ts';
import { RunHeader } from './run-header.tsx';
import { RunTabs } from './run-tabs.tsx';

/** What all pages of a run share: its head, why it failed where it did, its tabs; and the events that keep them true. */
export function RunFrame({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const { data: run } = useQuery(runQuery(id));
  useRunEvents(id, run?.status === 'RUNNING' || run?.status === 'QUEUED');
  if (!run) return null;
  return (
    <>
      <RunHeader run={run} />
      {run.error ? (
        <Problem
          title={`The run failed${run.progress.epoch === null ? '' : ` at epoch ${run.progress.epoch}`}`}
          problem={run.error}
        />
      ) : null}
      <RunTabs run={run} />
      {children}
    </>
  );
}
