import styles from './loading.module.css';

/** The shape of rows that are on their way, shown once that takes longer than one notices. `what`: for those who cannot see it. */
export function Loading({ what, rows = 8 }: { readonly what: string; readonly rows?: number }) {
  return (
    <div className={styles['rows']} role="status" aria-label={`${what}: on the way`}>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} className={styles['row']} aria-hidden="true">
          <i />
          <i />
          <i />
          <i />
          <i />
        </span>
      ))}
    </div>
  );
}
