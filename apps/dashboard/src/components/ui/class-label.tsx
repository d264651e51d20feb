import styles from './class-label.module.css';

/** The colour of the class at a place of the class order; from the ninth on the colours repeat and the name tells. */
export function classColour(index: number): string {
  return index < 0 ? 'var(--text-3)' : `var(--cls${(index % 8) + 1})`;
}

/** A class: always a square, and its name. */
export function ClassLabel({
  name,
  classes,
  strong = false,
}: {
  readonly name: string;
  readonly classes: readonly string[];
  readonly strong?: boolean;
}) {
  return (
    <span className={styles['label']} data-strong={strong || undefined} title={name}>
      <i style={{ background: classColour(classes.indexOf(name)) }} />
      <span>{name}</span>
    </span>
  );
}
