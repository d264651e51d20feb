'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { JobFieldsFragment } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/index.ts';
import { subscribe } from '../../../lib/graphql/live-client.ts';
import { jobQuery } from './import-query.ts';

const jobEventsDocument = graphql(`
  subscription JobEvents($jobId: ID!) {
    jobEvents(jobId: $jobId) {
      ...JobFields
    }
  }
`);

export function isOver({ status }: Pick<JobFieldsFragment, 'status'>): boolean {
  return status !== 'QUEUED' && status !== 'RUNNING';
}

/** A job as it stands now: by its events, and by asking again in case one was missed. When it is over, lists ask again. */
export function useJob(id: string): JobFieldsFragment | null {
  const client = useQueryClient();
  const { data: job } = useQuery({
    ...jobQuery(id),
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : 3_000),
  });
  useEffect(
    () => subscribe(jobEventsDocument, { jobId: id }, ({ jobEvents }) => client.setQueryData(jobQuery(id).queryKey, jobEvents)),
    [client, id],
  );
  const over = job ? isOver(job) : false;
  useEffect(() => {
    if (!over) return;
    for (const queryKey of [['datasets'], ['home'], ['jobs'], ['launch']]) void client.invalidateQueries({ queryKey });
  }, [client, over]);
  return job ?? null;
}
