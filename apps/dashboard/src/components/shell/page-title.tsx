import type { ReactNode } from 'react';
import styles from './page-title.module.css';

/** The title of a page with what stands beside it, below it, and at its right. */
export function PageTitle(props: {
  readonly title: ReactNode;
  readonly beside?: ReactNode;
  readonly below?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className={styles['row']}>
      <div className={styles['text']}>
        <div className={styles['title']}>
          <h1>{props.title}</h1>
          {props.beside}
        </div>
        {props.below ? <div className={styles['below']}>{props.below}</div> : null}
      </div>
      {props.actions ? <div className={styles['actions']}>{props.actions}</div> : null}
    </div>
  );
}
