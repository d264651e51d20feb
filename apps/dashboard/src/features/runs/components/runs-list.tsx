'use client';
import { Button } from '@mantine/core';
import { IconColumns3, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import { Failure } from '../../../components/ui/failure.tsx';
import { Loading } from '../../../components/ui/loading.tsx';
import { Segments } from '../../../components/ui/segments.tsx';
import { count, countOf } from '../../../lib/format/number.ts';
import { useUrlState } from '../../../lib/use-url-state.ts';
import { columnName } from '../api/columns.ts';
import { type TableRun, runsQuery } from '../api/runs-query.ts';
import { NO_CONDITIONS, runsView } from '../api/runs-view.ts';
import { ColumnsDialog } from './columns-dialog.tsx';
import { NoRuns } from './no-runs.tsx';
import { Pager } from './pager.tsx';
import { RunsFilters } from './runs-filters.tsx';
import styles from './runs-list.module.css';
import { RunsTable } from './runs-table.tsx';
import { SelectionBar } from './selection-bar.tsx';

const NOTHING: ReadonlyMap<string, TableRun> = new Map();

/** All runs: filtered, sorted and paged by the server as the URL says; the selection outlives a change of the page. */
export function RunsList() {
  const [params, patch] = useUrlState();
  const view = runsView(params);
  const { data, error, isPlaceholderData, isPending, refetch } = useQuery(runsQuery(view));
  const [selected, setSelected] = useState(NOTHING);
  const [choosing, setChoosing] = useState(false);
  const select = useCallback((run: TableRun, on: boolean): void => {
    setSelected((old) => {
      const next = new Map(old);
      if (on) next.set(run.id, run);
      else next.delete(run.id);
      return next;
    });
  }, []);
  const runs = data?.runs.nodes ?? [];
  const selectAll = (on: boolean): void => {
    for (const run of runs) select(run, on);
  };
  const clear = useCallback(() => setSelected(NOTHING), []);
  return (
    <>
      <div className={styles['bar']}>
        <RunsFilters view={view} onChange={(change) => patch({ ...change, after: null })} />
      </div>
      <div className={styles['tools']}>
        <p className={styles['count']} role="status">
          {data ? (
            <>
              <b>{count(data.runs.totalCount)}</b> of{' '}
              {view.bin ? `${countOf(data.bin.totalCount, 'run')} in the bin` : countOf(data.all.totalCount, 'run')}
            </>
          ) : null}
        </p>
        <div className={styles['end']}>
          <Segments
            label="Gather"
            value={view.grouped ? 'split' : 'none'}
            options={[
              { value: 'split', label: 'By split' },
              { value: 'none', label: 'One list' },
            ]}
            onChange={(group) => patch({ group: group === 'none' ? 'none' : null, after: null })}
          />
          <Button variant="default" leftSection={<IconColumns3 size={14} aria-hidden />} onClick={() => setChoosing(true)}>
            Columns {view.columns.length}
          </Button>
          <Button
            variant={view.bin ? 'filled' : 'default'}
            leftSection={<IconTrash size={14} aria-hidden />}
            aria-pressed={view.bin}
            onClick={() => {
              clear();
              patch({ bin: view.bin ? null : '1', after: null });
            }}
          >
            Bin {data ? count(data.bin.totalCount) : ''}
          </Button>
        </div>
      </div>
      {error ? <Failure title="The runs could not be read" error={error} retry={refetch} /> : null}
      {isPending ? (
        <Card flush>
          <Loading what="Runs" rows={12} />
        </Card>
      ) : null}
      {runs.length > 0 ? (
        <div className={styles['table']} data-older={isPlaceholderData || undefined} aria-busy={isPlaceholderData}>
          <Card flush className={styles['card']}>
            <RunsTable
              runs={runs}
              view={view}
              selected={selected}
              onSelect={select}
              onSelectAll={selectAll}
              onSort={(sort, direction) => patch({ sort, direction, after: null })}
            />
          </Card>
        </div>
      ) : null}
      {data && runs.length === 0 ? (
        <NoRuns
          view={view}
          all={data.all.totalCount}
          onDrop={() => patch({ ...NO_CONDITIONS })}
          onLeaveBin={() => patch({ bin: null })}
        />
      ) : null}
      {data ? (
        <Pager
          cursors={view.cursors}
          next={data.runs.pageInfo.hasNextPage ? data.runs.pageInfo.endCursor : null}
          onGo={(after) => patch({ after }, 'push')}
        />
      ) : null}
      <SelectionBar runs={[...selected.values()]} inBin={view.bin} onClear={clear} />
      <ColumnsDialog
        opened={choosing}
        columns={view.columns}
        onClose={() => setChoosing(false)}
        onChange={(change) =>
          patch((now) => ({ columns: change === null ? null : change(runsView(now).columns).map(columnName).join(',') }))
        }
      />
    </>
  );
}
