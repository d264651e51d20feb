import styles from './item-problems.module.css';

/** Files that were not taken, each with why. */
export function ItemProblems({
  problems,
}: {
  readonly problems: readonly {
    readonly item: string;
    readonly code: string;
    readonly message: string;
    readonly hint: string | null;
  }[];
}) {
  return (
    <ul className={styles['list']} tabIndex={0} aria-label="Files that were not imported">
      {problems.map(({ item, code, message, hint }) => (
        <li key={`${item} ${code}`}>
          <span className="mono">{item}</span>
          <span className={styles['why']}>
            {message} {hint} <code>{code}</code>
          </span>
        </li>
      ))}
    </ul>
  );
}
