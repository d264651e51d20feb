import styles from './kbd.module.css';

/** A key. Told to the eye alone: what it does is said by the control that carries it. */
export function Kbd({ onFill = false, children }: { readonly onFill?: boolean; readonly children: string }) {
  return (
    <kbd className={styles['kbd']} data-on-fill={onFill || undefined} aria-hidden="true">
      {children}
    </kbd>
  );
}
