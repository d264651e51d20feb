import type { ReactNode } from 'react';
import { classNames } from '../../lib/class-names.ts';
import styles from './card.module.css';

/** A surface with a hairline. `flush`: its content reaches the edges, as tables do. */
export function Card(props: {
  readonly title?: string;
  readonly sub?: ReactNode;
  readonly action?: ReactNode;
  readonly flush?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const { title, sub, action, flush, className, children } = props;
  return (
    <section className={classNames(styles['card'], className)} aria-label={title}>
      {title ? (
        <div className={styles['head']}>
          <h2>{title}</h2>
          {sub ? <span className={styles['sub']}>{sub}</span> : null}
          {action ? <div className={styles['action']}>{action}</div> : null}
        </div>
      ) : null}
      <div className={flush ? styles['flush'] : styles['body']}>{children}</div>
    </section>
  );
}
