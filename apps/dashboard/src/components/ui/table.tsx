import type { ReactNode } from 'react';
import { classNames } from '../../lib/class-names.ts';
import styles from './table.module.css';

/** A table that scrolls sideways inside its card where it is too wide; reachable by keyboard for that. */
export function Table({
  label,
  className,
  children,
}: {
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles['scroll']} role="region" aria-label={label} tabIndex={0}>
      <table className={classNames(styles['table'], className)}>{children}</table>
    </div>
  );
}

/** A group of rows, as those of one split. */
export function GroupRow({ span, children }: { readonly span: number; readonly children: ReactNode }) {
  return (
    <tr className={styles['group']}>
      <th colSpan={span} scope="colgroup">
        <span className={styles['groupInside']}>{children}</span>
      </th>
    </tr>
  );
}
