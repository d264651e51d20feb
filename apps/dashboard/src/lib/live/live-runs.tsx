'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { graphql } from '../../gql/index.ts';
import { onReconnected, subscribe } from '../graphql/live-client.ts';
import { activeRunsQuery } from './active-runs.ts';

const runsChangedDocument = graphql(`
  subscription RunsChanged {
    runsChanged { ...ActiveRun }
  }
`);

/**
 * Keeps every list of runs true while the page is open: progress goes straight into the list of active runs, a change of
 * status makes the other lists ask again. `onEnded`: a run that was seen running has ended.
 */
export function LiveRuns({ onEnded }: { readonly onEnded: (id: string) => void }) {
  const client = useQueryClient();
  const ended = useRef(onEnded);
  ended.current = onEnded;
  useEffect(() => {
    const refresh = (): void => {
      for (const queryKey of [['runs'], ['home'], ['trainers'], ['datasets']]) void client.invalidateQueries({ queryKey });
    };
    const stop = subscribe(runsChangedDocument, {}, ({ runsChanged: run }) => {
      const known = client.getQueryData(activeRunsQuery.queryKey)?.runs.nodes.find(({ id }) => id === run.id);
      const active = run.status === 'RUNNING' || run.status === 'QUEUED';
      client.setQueryData(activeRunsQuery.queryKey, (old) => {
        if (!old) return old;
        const others = old.runs.nodes.filter(({ id }) => id !== run.id);
        const nodes = !active
          ? others
          : known
            ? old.runs.nodes.map((other) => (other.id === run.id ? run : other))
            : [...others, run];
        return { ...old, runs: { ...old.runs, nodes, totalCount: nodes.length } };
      });
      if (known?.status !== run.status) refresh();
      if (known?.status === 'RUNNING' && !active) ended.current(run.id);
    });
    const forget = onReconnected(() => void client.invalidateQueries());
    return () => {
      stop();
      forget();
    };
  }, [client]);
  return null;
}
