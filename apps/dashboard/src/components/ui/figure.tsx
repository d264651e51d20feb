import type { ReactNode } from 'react';
import styles from './figure.module.css';

/** One number that matters: what it is, the number, what belongs to it. */
export function Figure({
  label,
  value,
  below,
}: {
  readonly label: string;
  readonly value: ReactNode;
  readonly below?: ReactNode;
}) {
  return (
    <div className={styles['figure']}>
      <p className={styles['label']}>{label}</p>
      <p className={styles['value']}>{value}</p>
      <p className={styles['below']}>{below ?? ' '}</p>
    </div>
  );
}
