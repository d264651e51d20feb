import styles from './sparkline.module.css';
import { sparklinePath } from './sparkline-path.ts';

const WIDTH = 62;
const HEIGHT = 18;

/** The shape of a curve in a table, over its own range; the numbers stand beside it. */
export function Sparkline(props: {
  readonly steps: readonly number[];
  readonly values: readonly (number | null)[];
  readonly colour: string;
  readonly label: string;
}) {
  const drawn = sparklinePath(props.steps, props.values, WIDTH - 6, HEIGHT - 6);
  if (drawn === null) return null;
  return (
    <svg
      className={styles['line']}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`-3 -3 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={props.label}
      style={{ color: props.colour }}
    >
      <path d={drawn.path} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
      <circle cx={drawn.end[0]} cy={drawn.end[1]} r="2" fill="currentColor" />
    </svg>
  );
}
