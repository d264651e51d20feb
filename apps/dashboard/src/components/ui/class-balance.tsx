import type { Subset } from '../../gql/graphql.ts';
import { SUBSET_WORDS } from '../../lib/certificate.ts';
import { count } from '../../lib/format/number.ts';
import styles from './class-balance.module.css';
import { ClassLabel, classColour } from './class-label.tsx';

const SUBSETS = ['TRAIN', 'VALIDATION', 'TEST'] as const;

/** A bar for each class: training full, validation pale, test outlined; all bars on one scale. */
export function ClassBalance(props: {
  readonly classes: readonly { readonly name: string; readonly count: number }[];
  readonly counts: readonly {
    readonly subset: Subset;
    readonly count: number;
    readonly classes: readonly { readonly name: string; readonly count: number }[];
  }[];
}) {
  const { classes, counts } = props;
  const names = classes.map(({ name }) => name);
  const longest = Math.max(1, ...classes.map((one) => one.count));
  const of = (name: string, subset: Subset): number =>
    counts.find((one) => one.subset === subset)?.classes.find((one) => one.name === name)?.count ?? 0;
  return (
    <div className={styles['balance']}>
      <p className={styles['legend']}>
        {counts.map(({ subset, count: images }) => (
          <span key={subset} className={styles['key']} data-subset={subset}>
            <i />
            {SUBSET_WORDS[subset]} {count(images)}
          </span>
        ))}
      </p>
      <div className={styles['rows']}>
        {classes.map(({ name, count: images }, index) => (
          <div key={name} className={styles['row']} style={{ color: classColour(index) }}>
            <span className={styles['name']}>
              <ClassLabel name={name} classes={names} />
            </span>
            <span className={styles['track']} aria-hidden="true">
              {counts.length === 0 ? <i data-subset="TRAIN" style={{ width: `${(images / longest) * 100}%` }} /> : null}
              {SUBSETS.map((subset) => (
                <i key={subset} data-subset={subset} style={{ width: `${(of(name, subset) / longest) * 100}%` }} />
              ))}
            </span>
            <span className={styles['numbers']} title={counts.length > 0 ? 'training / validation / test' : undefined}>
              {counts.length > 0 ? SUBSETS.map((subset) => count(of(name, subset))).join(' / ') : count(images)}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
