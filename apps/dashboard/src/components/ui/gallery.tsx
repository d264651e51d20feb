import type { ReactNode } from 'react';
import styles from './gallery.module.css';

/** Tiles in rows, or in one row that scrolls. */
export function Gallery({ strip = false, children }: { readonly strip?: boolean; readonly children: ReactNode }) {
  return <div className={strip ? styles['strip'] : styles['gallery']}>{children}</div>;
}
