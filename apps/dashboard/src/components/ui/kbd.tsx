import styles from './kbd.module.css';

/** A key. Mostly for the eye alone, where a control says what it does; `told`: also to those who listen. */
export function Kbd({
  onFill = false,
  told = false,
  children,
}: {
  readonly onFill?: boolean;
  readonly told?: boolean;
  readonly children: string;
}) {
  return (
    <kbd className={styles['kbd']} data-on-fill={onFill || undefined} data-told={told || undefined} aria-hidden={!told}>
      {children}
    </kbd>
  );
}
