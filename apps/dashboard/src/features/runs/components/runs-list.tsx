'use client';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Card } from '../../../components/ui/card.tsx';
import { Empty } from '../../../components/ui/empty.tsx';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { Problem } from '../../../components/ui/problem.tsx';
import { countOf } from '../../../lib/format/number.ts';
import { problemOf } from '../../../lib/graphql/api-error.ts';
import { useUrlState } from '../../../lib/use-url-state.ts';
import { runsQuery } from '../api/runs-query.ts';
import { conditionWords, runsView } from '../api/runs-view.ts';
import { Pager } from './pager.tsx';
import styles from './runs-list.module.css';
import { RunsFilters } from './runs-filters.tsx';
import { RunsTable } from './runs-table.tsx';

/** All runs: filtered, sorted and paged by the URL. */
export function RunsList() {
  const [params, patch] = useUrlState();
  const view = runsView(params);
  const { data, error, refetch } = useQuery(runsQuery(view));
  const conditions = conditionWords(view);
  const drop = (): void => patch({ search: null, status: null, dataset: null, after: null });

  return (
    <>
      <div className={styles['bar']}>
        <RunsFilters view={view} onChange={(change) => patch({ ...change, after: null })} />
        <p className={styles['count']} role="status">
          {data ? (
            <>
              <b>{data.runs.totalCount.toLocaleString('en-US')}</b> of {countOf(data.all.totalCount, 'run')}
            </>
          ) : null}
        </p>
      </div>
      {error ? (
        <Problem
          title="The runs could not be read"
          problem={problemOf(error)}
          action={
            <Button size="compact-sm" variant="default" onClick={() => void refetch()}>
              Try again
            </Button>
          }
        />
      ) : null}
      {data && data.runs.nodes.length > 0 ? (
        <Card flush className={styles['card']}>
          <RunsTable runs={data.runs.nodes} view={view} onSort={(sort, direction) => patch({ sort, direction, after: null })} />
        </Card>
      ) : null}
      {data && data.runs.nodes.length === 0 ? (
        conditions.length > 0 ? (
          <Empty
            title="No run matches"
            action={
              <Button variant="default" onClick={drop}>
                Drop the conditions
              </Button>
            }
          >
            0 of {countOf(data.all.totalCount, 'run')} where {conditions.join(' and ')}.
          </Empty>
        ) : (
          <Empty
            title="No runs yet"
            action={
              <LinkButton href="/runs/launch" variant="filled">
                Launch a run
              </LinkButton>
            }
          >
            They will be listed here with intervals, their cost in time and the certificate of their split.
          </Empty>
        )
      ) : null}
      {data ? (
        <Pager
          cursors={view.cursors}
          next={data.runs.pageInfo.hasNextPage ? data.runs.pageInfo.endCursor : null}
          onGo={(after) => patch({ after }, 'push')}
        />
      ) : null}
    </>
  );
}
