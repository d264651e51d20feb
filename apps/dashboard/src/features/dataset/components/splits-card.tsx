'use client';
import { Card } from '../../../components/ui/card.tsx';
import { CertificateBadge } from '../../../components/ui/certificate-badge.tsx';
import { count } from '../../../lib/format/number.ts';
import type { Version } from '../api/dataset-query.ts';
import styles from './choice-list.module.css';

const STRATEGY_WORDS = {
  OFFICIAL: 'by the folders',
  OFFICIAL_CLEANED: 'by the folders, cleaned',
  STRATIFIED: 'drawn by class',
  GROUPED: 'drawn by patient',
} as const;

/** The splits of a version; the chosen one is what the page is about. */
export function SplitsCard({
  splits,
  chosen,
  onChoose,
}: {
  readonly splits: Version['splits'];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}) {
  return (
    <Card title="Splits" sub="training / validation / test">
      <ul className={styles['list']}>
        {splits.map((split) => (
          <li key={split.id}>
            <button
              type="button"
              className={styles['choice']}
              aria-pressed={split.id === chosen}
              onClick={() => onChoose(split.id)}
            >
              <span className={styles['line']}>
                <b>{split.name}</b>
                <CertificateBadge certificate={split.certificate} />
              </span>
              <span className={styles['line']}>
                <span>
                  {(['TRAIN', 'VALIDATION', 'TEST'] as const)
                    .map((subset) => count(split.counts.find((counts) => counts.subset === subset)?.count ?? 0))
                    .join(' / ')}
                </span>
                <small>
                  {STRATEGY_WORDS[split.strategy]}, seed {split.seed}
                </small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
