'use client';
import { Checkbox } from '@mantine/core';
import { type KeyboardEvent, memo } from 'react';
import { RunName } from '../../../components/ui/run-name.tsx';
import { singleLetters } from '../../../lib/keys/single-letters.ts';
import type { Scale } from '../../../lib/scale.ts';
import { type RunColumn, columnName } from '../api/columns.ts';
import type { TableRun } from '../api/runs-query.ts';
import { ColumnCell, isNumeric } from './column-cell.tsx';
import styles from './runs-table.module.css';

/** The name in the row before or behind, which takes the focus. */
function neighbour(row: HTMLElement, step: 1 | -1): HTMLElement | null {
  const rows = [...(row.closest('table')?.querySelectorAll<HTMLElement>('tr[data-run]') ?? [])];
  return rows[rows.indexOf(row) + step]?.querySelector<HTMLElement>('a') ?? null;
}

/** One run. ↑ and ↓ go to its neighbours, X selects it. Drawn again only when it or the columns change. */
export const RunsRow = memo(function RunsRow(props: {
  readonly run: TableRun;
  readonly columns: readonly RunColumn[];
  readonly scales: ReadonlyMap<string, Scale>;
  readonly selected: boolean;
  readonly onSelect: (run: TableRun, selected: boolean) => void;
}) {
  const { run, columns, scales, selected, onSelect } = props;
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      neighbour(event.currentTarget, event.key === 'ArrowDown' ? 1 : -1)?.focus();
    }
    if (event.key.toLowerCase() === 'x' && singleLetters.get()) onSelect(run, !selected);
  };
  return (
    <tr data-run data-selected={selected || undefined} onKeyDown={onKeyDown}>
      <td>
        <span className={styles['first']}>
          <Checkbox
            size="xs"
            aria-label={`Select ${run.name}`}
            checked={selected}
            onChange={({ currentTarget: { checked } }) => onSelect(run, checked)}
          />
          <span className={styles['name']}>
            <RunName run={run} />
          </span>
        </span>
      </td>
      {columns.map((column) => {
        const name = columnName(column);
        return (
          <td key={name} data-align={isNumeric(column) ? 'right' : undefined}>
            <ColumnCell run={run} column={column} scale={scales.get(name) ?? NO_SCALE} />
          </td>
        );
      })}
    </tr>
  );
});

const NO_SCALE: Scale = { min: 0, max: 1, ticks: [] };
