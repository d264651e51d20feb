import { queryOptions } from '@tanstack/react-query';
import { graphql } from '../../../gql/index.ts';
import { request } from '../../../lib/graphql/request.ts';

/** What changes while a run trains; comes with every event. */
graphql(`
  fragment RunLive on Run {
    id
    lastSeq
    status
    queuePosition
    startedAt
    finishedAt
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
    error {
      code
      message
      hint
    }
    timeline {
      at
      kind
      epoch
      step
      message
    }
    environment {
      engine
      engineVersion
      device
      threads
      reason
      trainer
      weightsHash
      weightsStory
      codeVersion
    }
    metrics {
      key
      goal
      last
      best
      bestStep
      lastStep
    }
  }
`);

graphql(`
  fragment EstimateFields on Estimate {
    key
    value
    low
    high
    method
  }
`);

const runDocument = graphql(`
  query Run($id: ID!) {
    run(id: $id) {
      ...RunLive
      name
      notes
      colour
      mark
      architecture
      preset
      recipe
      createdAt
      totalParameters
      trainableParameters
      createdBy {
        name
      }
      experiment {
        id
        name
      }
      split {
        ...SplitFields
      }
      evaluations {
        id
        subset
        imageCount
        classes
        confusion
        certificate {
          ...CertificateFields
        }
        metrics {
          ...EstimateFields
        }
        perClass {
          className
          support
          sensitivity {
            ...EstimateFields
          }
          specificity {
            ...EstimateFields
          }
          precision {
            ...EstimateFields
          }
          f1 {
            ...EstimateFields
          }
        }
      }
      checkpoints {
        id
        kind
        epoch
        step
        bytes
        sha256
        createdAt
      }
      artifacts {
        name
        bytes
        sha256
        url
      }
    }
  }
`);

/** One run with all but its curves, its log and its predictions; null where there is none of this id. */
export function runQuery(id: string) {
  return queryOptions({
    queryKey: ['run', id],
    queryFn: async ({ signal }) => (await request(runDocument, { id }, { signal })).run,
  });
}

export type RunDetail = NonNullable<Awaited<ReturnType<NonNullable<ReturnType<typeof runQuery>['queryFn']>>>>;
