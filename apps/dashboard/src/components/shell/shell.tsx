import type { ReactNode } from 'react';
import { Navigation } from './navigation.tsx';
import styles from './shell.module.css';

/** The frame of every page: navigation, and the page itself, which brings its own head (see Page). */
export function Shell({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles['app']}>
      <a href="#content" className={styles['skip']}>
        To the content
      </a>
      <Navigation />
      <div className={styles['main']}>{children}</div>
    </div>
  );
}
