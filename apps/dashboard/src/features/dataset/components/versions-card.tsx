'use client';
import { Card } from '../../../components/ui/card.tsx';
import { Time } from '../../../components/ui/time.tsx';
import { countOf } from '../../../lib/format/number.ts';
import type { Version } from '../api/dataset-query.ts';
import styles from './choice-list.module.css';

/** The versions of a dataset, newest first. Each stays as it was imported. */
export function VersionsCard({
  versions,
  chosen,
  onChoose,
}: {
  readonly versions: readonly Version[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}) {
  return (
    <Card title="Versions" sub="each stays as it was imported">
      <ul className={styles['list']}>
        {versions.map(({ id, number, imageCount, createdAt, manifestHash }) => (
          <li key={id}>
            <button type="button" className={styles['choice']} aria-pressed={id === chosen} onClick={() => onChoose(id)}>
              <span className={styles['line']}>
                <b>v{number}</b>
                <span>
                  {countOf(imageCount, 'image')}, <Time iso={createdAt} />
                </span>
              </span>
              <span className={styles['line']}>
                <small className="mono">{manifestHash.slice(0, 16)}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
