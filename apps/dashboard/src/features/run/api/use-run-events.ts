'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { graphql } from '../../../gql/index.ts';
import { onReconnected, subscribe } from '../../../lib/graphql/live-client.ts';
import { curvesQuery, isShownCurve } from './curves-query.ts';
import { appendPoints } from './curves.ts';
import { runQuery } from './run-query.ts';

const runEventsDocument = graphql(`
  subscription RunEvents($runId: ID!, $afterSeq: SafeInt) {
    runEvents(runId: $runId, afterSeq: $afterSeq) {
      seq
      run {
        ...RunLive
      }
      points {
        key
        unit
        step
        value
        time
      }
    }
  }
`);

/**
 * Keeps one run's page true while the run waits or trains. Events begin behind what the page holds, also after a lost
 * connection. What an event does not carry (evaluations, files) is asked again when the timeline grew.
 */
export function useRunEvents(id: string, active: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!active) return undefined;
    const run = runQuery(id).queryKey;
    const curves = curvesQuery(id).queryKey;
    const variables = {
      runId: id,
      get afterSeq() {
        return client.getQueryData(curves)?.lastSeq ?? 0;
      },
    };
    const stop = subscribe(runEventsDocument, variables, ({ runEvents: event }) => {
      const known = client.getQueryData(run);
      client.setQueryData(run, (old) => (old ? { ...old, ...event.run } : old));
      const held = client.getQueryData(curves);
      const points = event.points.filter(({ key }) => isShownCurve(key));
      const next = held && event.seq > held.lastSeq ? appendPoints(held, event.seq, points) : held;
      if (next === null) void client.invalidateQueries({ queryKey: curves });
      else client.setQueryData(curves, next);
      if (known && (known.timeline.length !== event.run.timeline.length || known.status !== event.run.status)) {
        void client.invalidateQueries({ queryKey: run });
        void client.invalidateQueries({ queryKey: ['run-log', id] });
        void client.invalidateQueries({ queryKey: ['predictions'] });
      }
    });
    const forget = onReconnected(() => void client.invalidateQueries({ queryKey: run }));
    return () => {
      stop();
      forget();
    };
  }, [client, id, active]);
}
