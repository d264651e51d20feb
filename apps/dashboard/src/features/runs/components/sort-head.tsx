'use client';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RunsView } from '../api/runs-view.ts';
import styles from './runs-table.module.css';

/** The head of a column: it sorts, first downwards, then upwards, where the server can. */
export function SortHead(props: {
  readonly sort: string;
  readonly sortable: boolean;
  readonly view: RunsView;
  readonly onSort: (sort: string, direction: 'ASC' | 'DESC') => void;
  readonly align?: 'right' | undefined;
  /** Stands before the words, as the box that selects all. */
  readonly before?: ReactNode;
  readonly children: ReactNode;
}) {
  const { sort, sortable, view, onSort, align, before, children } = props;
  if (!sortable)
    return (
      <th scope="col" data-align={align}>
        {children}
      </th>
    );
  const active = view.sort === sort;
  const Arrow = view.direction === 'ASC' ? IconArrowUp : IconArrowDown;
  return (
    <th scope="col" data-align={align} aria-sort={active ? (view.direction === 'ASC' ? 'ascending' : 'descending') : 'none'}>
      <span className={styles['first']}>
        {before}
        <button
          type="button"
          className={styles['sort']}
          onClick={() => onSort(sort, active && view.direction === 'DESC' ? 'ASC' : 'DESC')}
        >
          {children}
          {active ? <Arrow size={12} aria-hidden /> : null}
        </button>
      </span>
    </th>
  );
}
