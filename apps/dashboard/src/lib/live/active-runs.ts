import { queryOptions } from '@tanstack/react-query';
import { graphql } from '../../gql/index.ts';
import { request } from '../graphql/request.ts';

graphql(`
  fragment ActiveRun on Run {
    id
    name
    status
    colour
    mark
    lastSeq
    createdAt
    startedAt
    finishedAt
    queuePosition
    architecture
    preset
    split {
      id
      name
      datasetVersion {
        id
        number
        dataset {
          id
          name
        }
      }
    }
    progress {
      phase
      done
      total
      epoch
      epochs
      step
      stepsPerEpoch
      imagesPerSecond
      etaSeconds
    }
  }
`);

const activeRunsDocument = graphql(`
  query ActiveRuns {
    runs(where: { status: [RUNNING, QUEUED] }, orderBy: [{ field: CREATED_AT, direction: ASC }], first: 50) {
      totalCount
      nodes {
        ...ActiveRun
      }
    }
  }
`);

const trainersDocument = graphql(`
  query Trainers {
    trainers {
      id
      host
      alive
      lastSeenAt
      engine
      threads
      memoryBytes
      currentRun {
        id
        name
      }
      currentJob {
        id
        kind
      }
    }
    engines {
      name
      available
      reason
      device
      trains
    }
  }
`);

/** Runs that train or wait. Kept up to date by LiveRuns. */
export const activeRunsQuery = queryOptions({
  queryKey: ['active-runs'],
  queryFn: ({ signal }) => request(activeRunsDocument, {}, { signal }),
});

/** Who computes, and with what. A trainer that went silent is noticed by asking again. */
export const trainersQuery = queryOptions({
  queryKey: ['trainers'],
  queryFn: ({ signal }) => request(trainersDocument, {}, { signal }),
  refetchInterval: 15_000,
});
