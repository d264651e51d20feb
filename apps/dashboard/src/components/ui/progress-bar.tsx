import styles from './progress-bar.module.css';

/** A thin bar. `share` is 0 to 1. With `segments`, one cell an epoch. */
export function ProgressBar({
  share,
  label,
  segments,
}: {
  readonly share: number;
  readonly label: string;
  readonly segments?: number | null;
}) {
  const value = Math.round(share * 100);
  const parts = segments !== undefined && segments !== null && segments > 1 && segments <= 50 ? segments : 1;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value}
      className={parts > 1 ? styles['cells'] : styles['bar']}
    >
      {Array.from({ length: parts }, (_, index) => (
        <span key={index} className={styles['cell']}>
          <span style={{ width: `${Math.min(1, Math.max(0, share * parts - index)) * 100}%` }} />
        </span>
      ))}
    </div>
  );
}
