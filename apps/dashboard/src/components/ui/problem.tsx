import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './problem.module.css';

/** What happened, what to do, and the code: for a failed run, a failed job, a failed question to the server. */
export function Problem(props: {
  readonly title?: string;
  readonly problem: {
    readonly code: string;
    readonly message: string;
    readonly hint?: string | null | undefined;
    readonly item?: string | undefined;
  };
  readonly action?: ReactNode;
}) {
  const { title, problem, action } = props;
  return (
    <div className={styles['problem']} role="alert">
      <IconAlertCircle size={18} stroke={1.8} aria-hidden />
      <div className={styles['text']}>
        <p className={styles['title']}>{title ?? problem.message}</p>
        {title ? <p>{problem.message}</p> : null}
        {problem.item ? <p className="mono">{problem.item}</p> : null}
        {problem.hint ? <p>{problem.hint}</p> : null}
        <p className={styles['foot']}>
          {action}
          <code>{problem.code}</code>
        </p>
      </div>
    </div>
  );
}
