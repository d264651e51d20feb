import { percentInterval, percentNumber } from '../../lib/format/number.ts';
import { type Scale, placeOn } from '../../lib/scale.ts';
import type { Rate } from './estimate.tsx';
import { markShape } from './run-mark.tsx';
import styles from './whisker.module.css';

/** A rate and its interval as dot and whisker on a scale that all of one column or card share. Hollow: its split failed a check. */
export function Whisker(props: {
  readonly rate: Rate;
  readonly scale: Scale;
  readonly colour: string;
  readonly mark?: number;
  readonly hollow?: boolean;
}) {
  const { rate, scale, colour, mark = 2, hollow = false } = props;
  const at = (value: number): string => `${(placeOn(scale, value) * 100).toFixed(2)}%`;
  const paint = hollow ? 'var(--text-3)' : colour;
  const words =
    rate.value === null ? 'not defined' : `${percentNumber(rate.value)} %, interval ${percentInterval(rate.low, rate.high)}`;
  return (
    <span className={styles['track']} role="img" aria-label={words} title={words}>
      {scale.ticks.map((tick) => (
        <i key={tick} className={styles['tick']} style={{ left: at(tick) }} />
      ))}
      {rate.low !== null && rate.high !== null ? (
        <i
          className={styles['line']}
          style={{ left: at(rate.low), right: `calc(100% - ${at(rate.high)})`, borderColor: paint }}
        />
      ) : null}
      {rate.value === null ? null : (
        <svg
          className={styles['mark']}
          style={{ left: at(rate.value) }}
          width="10"
          height="10"
          viewBox="-5 -5 10 10"
          aria-hidden="true"
        >
          <path
            d={markShape(hollow ? 1 : mark)}
            fill={hollow ? 'var(--surface)' : paint}
            stroke={paint}
            strokeWidth={hollow ? 1.5 : 0}
          />
        </svg>
      )}
    </span>
  );
}

/** The labels of a scale, once above its column or below its card. */
export function ScaleLabels({ scale }: { readonly scale: Scale }) {
  return (
    <span className={styles['labels']} aria-hidden="true">
      {scale.ticks.map((tick) => (
        <span key={tick} style={{ left: `${placeOn(scale, tick) * 100}%` }}>
          {percentNumber(tick, 0)}
        </span>
      ))}
    </span>
  );
}
