import { percentInterval, percentNumber } from '../../lib/format/number.ts';
import { MISSING } from '../../lib/format/missing.ts';
import styles from './estimate.module.css';

export interface Rate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** A rate in bold, then its 95 % interval in grey, with the same decimals, both in percent. */
export function Estimate({
  rate,
  digits = 2,
  unit = false,
}: {
  readonly rate: Rate;
  readonly digits?: number;
  readonly unit?: boolean;
}) {
  if (rate.value === null) return <span className={styles['estimate']}>{MISSING}</span>;
  return (
    <span className={styles['estimate']}>
      <b>
        {percentNumber(rate.value, digits)}
        {unit ? ' %' : ''}
      </b>
      <span className={styles['interval']}>{percentInterval(rate.low, rate.high, digits)}</span>
    </span>
  );
}
