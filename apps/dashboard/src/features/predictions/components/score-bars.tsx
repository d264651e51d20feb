import { classColour } from '../../../components/ui/class-label.tsx';
import { decimal } from '../../../lib/format/number.ts';
import styles from './score-bars.module.css';

/** The probability of each class as a bar, the true class in bold. */
export function ScoreBars({
  scores,
  classes,
  label,
}: {
  readonly scores: readonly number[];
  readonly classes: readonly string[];
  readonly label: string;
}) {
  return (
    <dl className={styles['bars']}>
      {classes.map((name, index) => {
        const score = scores[index] ?? 0;
        return (
          <div key={name} className={styles['row']} data-true={name === label || undefined}>
            <dt title={name}>{name}</dt>
            <dd aria-hidden="true" className={styles['track']}>
              <span style={{ width: `${score * 100}%`, background: classColour(index) }} />
            </dd>
            <dd className={styles['value']}>{decimal(score)}</dd>
          </div>
        );
      })}
    </dl>
  );
}
