import { runColour, runInk } from './run-mark.tsx';
import styles from './run-chip.module.css';

/** A, B, … Z, AA, AB, …: the letter of a run among those chosen, from 0. */
export function runLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${runLetter(Math.floor(index / 26) - 1)}${letter}`;
}

/** A run among several, by its colour and its letter; what it is called stands on hover. */
export function RunChip({
  index,
  run,
}: {
  readonly index: number;
  readonly run: { readonly name: string; readonly colour: number };
}) {
  return (
    <span
      className={styles['chip']}
      style={{ background: runColour(run.colour), color: runInk(run.colour) }}
      title={run.name}
      role="img"
      aria-label={`${runLetter(index)}: ${run.name}`}
    >
      {runLetter(index)}
    </span>
  );
}
