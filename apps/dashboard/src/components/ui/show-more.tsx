'use client';
import { Button } from '@mantine/core';
import { count } from '../../lib/format/number.ts';
import styles from './show-more.module.css';

/** On through a list that is read page by page, with how much of it is shown. Absent at its end. */
export function ShowMore(props: {
  readonly shown: number;
  readonly total: number;
  readonly hasMore: boolean;
  readonly busy: boolean;
  readonly onMore: () => unknown;
}) {
  const { shown, total, hasMore, busy, onMore } = props;
  if (!hasMore) return null;
  return (
    <div className={styles['more']}>
      <Button variant="default" loading={busy} onClick={() => void onMore()}>
        Show more
      </Button>
      <span>
        {count(shown)} of {count(total)} shown
      </span>
    </div>
  );
}
