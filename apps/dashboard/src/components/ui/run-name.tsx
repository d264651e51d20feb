import Link from 'next/link';
import { RunMark } from './run-mark.tsx';
import styles from './run-name.module.css';

/** A run's mark and name, leading to its page: the same wherever a run is named. */
export function RunName({
  run,
}: {
  readonly run: { readonly id: string; readonly name: string; readonly colour: number; readonly mark: number };
}) {
  return (
    // a list of hundreds must not fetch hundreds of pages ahead
    <Link href={`/runs/${run.id}`} prefetch={false} className={styles['name']} title={run.name}>
      <RunMark colour={run.colour} mark={run.mark} />
      <span>{run.name}</span>
    </Link>
  );
}
