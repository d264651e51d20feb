'use client';
import { Button } from '@mantine/core';
import styles from './pager.module.css';

/** Back and on through the pages of a list. `cursors` are those gone through, `next` where the following page begins. */
export function Pager(props: {
  readonly cursors: readonly string[];
  readonly next: string | null;
  readonly onGo: (cursors: readonly string[]) => void;
}) {
  const { cursors, next, onGo } = props;
  if (cursors.length === 0 && next === null) return null;
  return (
    <nav className={styles['pager']} aria-label="Pages">
      <Button variant="default" disabled={cursors.length === 0} onClick={() => onGo(cursors.slice(0, -1))}>
        Previous
      </Button>
      <span>Page {cursors.length + 1}</span>
      <Button variant="default" disabled={next === null} onClick={() => (next === null ? undefined : onGo([...cursors, next]))}>
        Next
      </Button>
    </nav>
  );
}
