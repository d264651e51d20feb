'use client';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RunSort, RunsView } from '../api/runs-view.ts';
import styles from './runs-table.module.css';

/** The head of a column that sorts: first downwards, then upwards. */
export function SortHead(props: {
  readonly sort: RunSort;
  readonly view: RunsView;
  readonly onSort: (sort: RunSort, direction: 'ASC' | 'DESC') => void;
  readonly align?: 'right';
  readonly children: ReactNode;
}) {
  const { sort, view, onSort, align, children } = props;
  const active = view.sort === sort;
  const Arrow = view.direction === 'ASC' ? IconArrowUp : IconArrowDown;
  return (
    <th scope="col" data-align={align} aria-sort={active ? (view.direction === 'ASC' ? 'ascending' : 'descending') : 'none'}>
      <button
        type="button"
        className={styles['sort']}
        onClick={() => onSort(sort, active && view.direction === 'DESC' ? 'ASC' : 'DESC')}
      >
        {children}
        {active ? <Arrow size={12} aria-hidden /> : null}
      </button>
    </th>
  );
}
