'use client';
import { Checkbox } from '@mantine/core';
import { Fragment, useMemo } from 'react';
import { Table } from '../../../components/ui/table.tsx';
import { ScaleLabels } from '../../../components/ui/whisker.tsx';
import { accuracyOn, groupBy } from '../../../lib/results.ts';
import { type Scale, rateScale } from '../../../lib/scale.ts';
import { type RunColumn, columnHead, columnName, columnOrder } from '../api/columns.ts';
import type { TableRun } from '../api/runs-query.ts';
import type { RunsView } from '../api/runs-view.ts';
import { isNumeric, resultSubset } from './column-cell.tsx';
import { GroupHead } from './group-head.tsx';
import { RunsRow } from './runs-row.tsx';
import styles from './runs-table.module.css';
import { SortHead } from './sort-head.tsx';

/** Runs in the chosen columns, gathered by split; all dots and whiskers of a column on one scale. */
export function RunsTable(props: {
  readonly runs: readonly TableRun[];
  readonly view: RunsView;
  readonly selected: ReadonlyMap<string, TableRun>;
  readonly onSelect: (run: TableRun, selected: boolean) => void;
  readonly onSelectAll: (selected: boolean) => void;
  readonly onSort: (sort: string, direction: 'ASC' | 'DESC') => void;
}) {
  const { runs, view, selected, onSelect, onSelectAll, onSort } = props;
  const names = view.columns.map(columnName).join();
  const { columns, scales } = useMemo(() => {
    const own = new Map<string, Scale>();
    for (const column of view.columns) {
      const subset = resultSubset(column);
      if (subset === null) continue;
      const rates = runs.map(({ evaluations }) => accuracyOn(evaluations, subset));
      own.set(columnName(column), rateScale(rates.flatMap((rate) => (rate ? [rate.low, rate.high] : []))));
    }
    return { columns: view.columns, scales: own };
    // the columns are read anew from the URL at each rendering: their names tell whether they changed
  }, [runs, names]);
  const groups = view.grouped ? groupBy(runs, ({ split }) => split?.id ?? '') : [{ key: '', rows: runs }];
  const chosen = runs.filter(({ id }) => selected.has(id)).length;
  return (
    <Table label="Runs" className={styles['table']}>
      <thead>
        <tr>
          <SortHead
            sort="name"
            sortable
            view={view}
            onSort={onSort}
            before={
              <Checkbox
                size="xs"
                aria-label="Select the runs of this page"
                checked={chosen === runs.length}
                indeterminate={chosen > 0 && chosen < runs.length}
                onChange={({ currentTarget: { checked } }) => onSelectAll(checked)}
              />
            }
          >
            Name
          </SortHead>
          {columns.map((column) => {
            const name = columnName(column);
            const scale = scales.get(name);
            return (
              <SortHead
                key={name}
                sort={name}
                sortable={columnOrder(column) !== null}
                view={view}
                onSort={onSort}
                align={isNumeric(column) ? 'right' : undefined}
              >
                <ColumnHead column={column} scale={scale} />
              </SortHead>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {groups.map(({ key, rows }) => (
          <Fragment key={key}>
            {view.grouped ? <GroupHead runs={rows} view={view} span={columns.length + 1} /> : null}
            {rows.map((run) => (
              <RunsRow
                key={run.id}
                run={run}
                columns={columns}
                scales={scales}
                selected={selected.has(run.id)}
                onSelect={onSelect}
              />
            ))}
          </Fragment>
        ))}
      </tbody>
    </Table>
  );
}

function ColumnHead({ column, scale }: { readonly column: RunColumn; readonly scale: Scale | undefined }) {
  const { above, label } = columnHead(column);
  return (
    <span className={styles['head']}>
      <span className={styles['above']}>{above}</span>
      {scale ? (
        <span className={styles['result']}>
          <span className={styles['whisker']}>
            <ScaleLabels scale={scale} />
          </span>
          {label}
        </span>
      ) : (
        label
      )}
    </span>
  );
}
